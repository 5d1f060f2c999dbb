import type { Browser } from 'puppeteer-core';

/** The part of puppeteer's BiDi browser that speaks to Firefox directly; puppeteer has no name for it in its types. */
interface BidiConnection {
  send(method: string, params: Record<string, unknown>): Promise<{ result: unknown }>;
}

interface Evaluated {
  type: 'success' | 'exception';
  result?: { value?: unknown };
  exceptionDetails?: { text: string };
}

/**
 * The window of Firefox itself, its toolbar and menus, reached through the "chrome" scope of WebDriver BiDi, which
 * `--remote-allow-system-access` opens.
 */
export class FirefoxWindow {
  readonly #connection: BidiConnection;

  constructor(browser: Browser) {
    this.#connection = (browser as unknown as { connection: BidiConnection }).connection;
  }

  /**
   * Runs the body of an async function in the window that was used last, with `args` as `args`; gives what it returns, which must be JSON. Rejects with
   * its failure.
   */
  async run(body: string, args: Record<string, unknown> = {}): Promise<unknown> {
    const tree = await this.#connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const { contexts } = tree.result as { contexts: { context: string }[] };
    const answer = await this.#connection.send('script.evaluate', {
      target: { context: contexts[0]!.context },
      awaitPromise: true,
      userActivation: true,
      expression: `(async (args, window) => {
        const { document, navigator } = window;
        return JSON.stringify(await (async () => { ${body} })() ?? null);
      })(${JSON.stringify(args)}, Services.wm.getMostRecentWindow('navigator:browser'))`,
    });
    const { type, result, exceptionDetails } = answer.result as Evaluated;
    if (type === 'exception') throw new Error(exceptionDetails?.text ?? 'Firefox did not say why');
    return JSON.parse(String(result?.value));
  }
}
