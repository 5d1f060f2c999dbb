import { Buffer } from 'node:buffer';
import { createHash, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseDkimSignature } from '../../lib/mechanisms/dkim/signature.ts';
import { verifyMessage } from '../../lib/mechanisms/dkim/verify.ts';
import { bytes } from '../support/reading.ts';
import { ED25519, recordOfKey, RSA, signed, TAGS, txtZone } from '../support/dkim.ts';
import { rsaPair } from '../support/keys.ts';

/** RFC 6376 §3.5 to §6.1 with RFC 8301 and RFC 8463: what a signature must be, and how it must be verified. One test for each MUST, in order. */

const NAME = 's1._domainkey.example.com';
const RECORD = recordOfKey(RSA.publicKey);

async function outcome(message: string, record = RECORD): Promise<string> {
  const result = await verifyMessage(bytes(message), txtZone({ [NAME]: [record] }), 1_000_000_000_000);
  return result.state === 'read' ? (result.signatures[0]?.state ?? 'none') : result.state;
}

const GOOD = `${TAGS}; bh=aGFzaA==; b=c2lnbg==`;
const isValid = (text: string) => parseDkimSignature(text).state === 'valid';

describe('RFC 6376 §3.4', () => {
  it('§3.4.1: "simple" MUST NOT change fields: names and white space stay', async () => {
    expect(await outcome(signed())).toBe('intact');
    expect(await outcome(signed().replace('Subject: s', 'subject: s'))).toBe('wrong');
    expect(await outcome(signed().replace('Subject: s', 'Subject:  s'))).toBe('wrong');
  });

  it('§3.4.2: "relaxed" MUST lower names, unfold, and reduce white space', async () => {
    const message = relaxedMessage();
    expect(await outcome(message)).toBe('intact');
    expect(await outcome(message.replace('subject:a b', 'SUBJECT : a \r\n\t b \t'))).toBe('intact');
    expect(await outcome(message.replace('subject:a b', 'subject:ab'))).toBe('wrong');
  });

  it('§3.4.3, §3.4.4: empty lines at the end are ignored, and a missing CRLF is added', async () => {
    expect(await outcome(`${signed()}\r\n\r\n`)).toBe('intact');
    expect(await outcome(signed().replace(/\r\n$/, ''))).toBe('intact');
    expect(await outcome(signed().replace('Hello', 'Hello '))).toBe('altered');
  });
});

/** Of relaxed fields, signed by the lines that RFC 6376 §3.4.2 makes of them, written here. */
function relaxedMessage(): string {
  const hash = createHash('sha256').update('Hello\r\n').digest('base64');
  const own = `dkim-signature:v=1; a=rsa-sha256; c=relaxed/simple; d=example.com; s=s1; h=from:subject; bh=${hash}; b=`;
  const lines = ['from:a@example.com', 'subject:a b', own];
  const signature = sign('sha256', Buffer.from(lines.join('\r\n')), RSA.privateKey).toString('base64');
  return [own + signature, 'from:a@example.com', 'subject:a b', '', 'Hello\r\n'].join('\r\n');
}

describe('RFC 6376 §3.5', () => {
  it('"v" MUST have the value "1"', () => {
    for (const version of ['0', '2', '1.0', ''])
      expect(isValid(GOOD.replace('v=1', `v=${version}`))).toBe(false);
    expect(isValid(GOOD)).toBe(true);
  });

  it('verifiers MUST support rsa-sha256, and since RFC 8463 ed25519-sha256', async () => {
    expect(await outcome(signed())).toBe('intact');
    const tags = TAGS.replace('rsa', 'ed25519');
    expect(await outcome(signed({ key: ED25519.privateKey, tags }), recordOfKey(ED25519.publicKey))).toBe(
      'intact',
    );
  });

  it('white space in "b" and "bh" MUST be ignored', async () => {
    const message = signed();
    expect(await outcome(message.replace(/(; b=.{10})/, '$1\r\n '))).toBe('intact');
    expect(parseDkimSignature(GOOD.replace('aGFzaA==', 'aG \r\n\tFz aA = ='))).toMatchObject({
      value: { bodyHash: new TextEncoder().encode('hash') },
    });
  });

  it('a "d" that is no name MUST make the signature invalid; A-labels MUST be used', () => {
    for (const domain of ['', 'com', 'a b.com', '-.com', '192.0.2.1'])
      expect(isValid(GOOD.replace('example.com', domain)), domain).toBe(false);
    expect(isValid(GOOD.replace('example.com', 'xn--bcher-kva.example'))).toBe(true);
  });

  it('"h" MUST NOT be empty, and names MUST be compared without their case', async () => {
    expect(isValid(GOOD.replace('from:subject', ''))).toBe(false);
    expect(await outcome(signed({ tags: TAGS.replace('from:subject', 'FROM : sUbJect') }))).toBe('intact');
  });

  it('the domain of "i" MUST be that of "d", or below it', () => {
    for (const [identity, valid] of [
      ['@example.com', true],
      ['a@eng.example.com', true],
      ['a@example.org', false],
      ['a@notexample.com', false],
    ] as const)
      expect(isValid(`${GOOD}; i=${identity}`), identity).toBe(valid);
  });

  it('"l" MUST NOT be larger than the body', async () => {
    expect(await outcome(signed({ tags: `${TAGS}; l=7` }))).toBe('intact');
    expect(await outcome(signed({ tags: `${TAGS}; l=8` }))).toBe('altered');
  });

  it('unrecognized query methods MUST be ignored, and "dns/txt" MUST be supported', () => {
    expect(isValid(`${GOOD}; q=x:dns/txt`)).toBe(true);
    expect(isValid(`${GOOD}; q=x`)).toBe(false);
  });

  it('"x" MUST be greater than "t"', () => {
    expect(isValid(`${GOOD}; t=2; x=1`)).toBe(false);
    expect(isValid(`${GOOD}; t=2; x=2`)).toBe(false);
    expect(isValid(`${GOOD}; t=2; x=3`)).toBe(true);
  });
});

describe('RFC 6376 §3.6.1, §3.7, §5.4.2', () => {
  it('with "s" the identity MUST have the very domain of "d"', async () => {
    expect(await outcome(signed({ tags: `${TAGS}; i=@a.example.com` }), `${RECORD}; t=s`)).toBe(
      'key-mismatch',
    );
    expect(await outcome(signed({ tags: `${TAGS}; i=@a.example.com` }))).toBe('intact');
  });

  it('all tags MUST be included in the hash, known or not, and what "b" says MUST NOT', async () => {
    const message = signed({ tags: `${TAGS}; zz=1` });
    expect(await outcome(message)).toBe('intact');
    expect(await outcome(message.replace('zz=1', 'zz=2'))).toBe('wrong');
  });

  it('of several fields the last MUST be signed first, and a name too much keeps others from being added', async () => {
    const fields = ['Received: c', 'Received: b', 'From: a@example.com'];
    const tags = TAGS.replace('from:subject', 'received:received:from:from');
    const message = signed({ tags, fields }).replace(
      'Received: c\r\nReceived: b',
      'Received: b\r\nReceived: c',
    );
    expect(await outcome(message)).toBe('intact');
    expect(await outcome(`From: x@example.org\r\n${message}`)).toBe('wrong');
    expect(await outcome(`Received: a\r\n${message}`)).toBe('intact');
  });
});

describe('RFC 6376 §6.1', () => {
  it('§6.1.1: unexpected values MUST cause the field to be ignored', async () => {
    for (const tag of ['l=x', 't=x', 'c=x', 'nonsense', 'v=1'])
      expect(await outcome(signed({ tags: `${TAGS}; ${tag}` })), tag).toBe('malformed');
  });

  it('§6.1.1: a tag that is required and missing MUST', async () => {
    for (const tag of ['v=1; ', 'a=rsa-sha256; ', 'd=example.com; ', 's=s1; '])
      expect(await outcome(signed().replace(tag, '')), tag).toBe('malformed');
  });

  it('§6.1.1: From that is not signed MUST', async () => {
    expect(await outcome(signed({ tags: TAGS.replace('from:', 'to:') }))).toBe('malformed');
  });

  it('§6.1.2: no key MUST fail, and one that was revoked too', async () => {
    expect(await outcome(signed(), 'v=DKIM1; p=')).toBe('key-revoked');
    const result = await verifyMessage(bytes(signed()), txtZone({}), 0);
    expect(result).toMatchObject({ signatures: [{ state: 'key-absent' }] });
  });

  it('§6.1.2: a key that does not allow the hash, or is of another type, MUST fail', async () => {
    expect(await outcome(signed(), `${RECORD}; h=sha1`)).toBe('key-invalid');
    expect(await outcome(signed(), recordOfKey(ED25519.publicKey))).toBe('key-mismatch');
  });

  it('§6.1.3: a body of another hash MUST fail, whatever the header says', async () => {
    expect(await outcome(signed().replace('Hello', 'hello'))).toBe('altered');
  });
});

describe('RFC 8301', () => {
  it('§3.1: rsa-sha1 MUST NOT be used for verifying', async () => {
    expect(await outcome(signed({ tags: TAGS.replace('sha256', 'sha1') }))).toBe('sha1');
  });

  it('§3.2: verifiers MUST validate keys of 1024 to 4096 bits, and MUST NOT shorter ones', async () => {
    for (const [modulusLength, state] of [
      [1023, 'key-weak'],
      [1024, 'intact'],
      [4096, 'intact'],
    ] as const) {
      const { publicKey, privateKey } = rsaPair(modulusLength);
      expect(await outcome(signed({ key: privateKey }), recordOfKey(publicKey))).toBe(state);
    }
  });
});

describe('RFC 6376', () => {
  // Continuation lines and the gap between two sentences are what the signature wants: the printed page has moved both.
  const printed = `DKIM-Signature: v=1; a=rsa-sha256; s=brisbane; d=example.com;
      c=simple/simple; q=dns/txt; i=joe@football.example.com;
      h=Received : From : To : Subject : Date : Message-ID;
      bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
      b=AuUoFEfDxTDkHlLXSZEpZj79LICEps6eda7W3deTVFOk4yAUoqOB
      4nujc7YopdG5dWLSdNg6xNAZpOPr+kHxt1IrE+NahM6L/LbvaHut
      KVdkLLkpVaVVQPzeRDI009SO2Il5Lu7rDNH6mZckBdrIx0orEtZV
      4bmp/YzhwvcubU4=;
Received: from client1.football.example.com  [192.0.2.1]
      by submitserver.example.com with SUBMISSION;
      Fri, 11 Jul 2003 21:01:54 -0700 (PDT)
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game. Are you hungry yet?

Joe.
`.replaceAll('\n', '\r\n');
  const key = [
    'v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB',
  ];
  const zone = () => txtZone({ 'brisbane._domainkey.example.com': key });

  it.each<[why: string, change: (message: string) => string, state: string]>([
    ['as it was signed', (text) => text, 'intact'],
    ['the body was changed', (text) => text.replace('hungry', 'angry'), 'altered'],
    ['the subject was changed', (text) => text.replace('dinner', 'lunch'), 'wrong'],
    ['space at the end of a line', (text) => text.replace('Hi.', 'Hi. '), 'altered'],
    ['a field was folded in another way', (text) => text.replace('\r\n      by', '\r\n by'), 'wrong'],
    ['white space within what b= says', (text) => text.replace('AuUoFE', 'AuU\r\n\toFE'), 'intact'],
    ['a Received above, and one more line at the end', (text) => `Received: x\r\n${text}\r\n`, 'intact'],
    ['a Received below', (text) => text.replace('From:', 'Received: x\r\nFrom:'), 'wrong'],
    ['the version is missing', (text) => text.replace('v=1; ', ''), 'malformed'],
  ])('appendix A.2: %s', async (_, change, state) => {
    const result = await verifyMessage(bytes(change(printed)), zone(), 0);
    expect(result).toMatchObject({ signatures: [{ state }] });
  });
});

describe('RFC 8463', () => {
  it('appendix A: both signatures of its message are good', async () => {
    const zone = txtZone({
      'brisbane._domainkey.football.example.com': [
        'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
      ],
      'test._domainkey.football.example.com': [
        'v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB',
      ],
    });
    const result = await verifyMessage(bytes(EXAMPLE), zone, 1_528_637_910_000);
    expect(result).toMatchObject({ signatures: [{ state: 'intact' }, { state: 'intact' }] });
    const changed = await verifyMessage(bytes(EXAMPLE.replace('hungry', 'angry')), zone, 0);
    expect(changed).toMatchObject({ signatures: [{ state: 'altered' }, { state: 'altered' }] });
  });
});

const EXAMPLE = `DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
 subject : date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=test; t=1528637909; h=from : to : subject :
 date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
 DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
 dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game.  Are you hungry yet?

Joe.
`;
