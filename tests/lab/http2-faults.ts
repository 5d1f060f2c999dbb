import { constants, createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2';
import { createServer, type TlsOptions } from 'node:tls';

const { NGHTTP2_INTERNAL_ERROR: INTERNAL_ERROR } = constants;
const HEADERS = { ':status': 200, 'content-type': 'text/plain', 'content-length': '100' };

/** Servers that agree on HTTP/2 and then break it (RFC 9113), each in its own way; `tls` has their certificates. */
export function http2Faults(tls: TlsOptions) {
  const answering = (answer: (stream: ServerHttp2Stream) => void): Http2SecureServer =>
    createSecureServer(tls)
      .on('sessionError', () => undefined)
      .on('stream', (stream: ServerHttp2Stream) => {
        stream.on('error', () => undefined);
        answer(stream);
      });
  return {
    reset: answering((stream) => stream.close(INTERNAL_ERROR)),
    resetInBody: answering((stream) => {
      stream.respond(HEADERS);
      stream.write('version: STSv1\r\n', () => stream.destroy(new Error('reset')));
    }),
    goaway: answering(({ session }) => session?.destroy(undefined, INTERNAL_ERROR)),
    closed: answering(({ session }) => session?.socket.destroy()),
    noFrames: createServer({ ...tls, ALPNProtocols: ['h2'] }, (socket) => {
      socket.on('error', () => undefined).end('This is not HTTP/2.\r\n'.repeat(10));
    }),
  };
}
