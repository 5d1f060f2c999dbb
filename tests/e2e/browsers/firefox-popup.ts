import type { FirefoxWindow } from './firefox-window.ts';
import { until } from './until.ts';

/** The panel that opens below a toolbar icon. No driver reaches into it, so scripts are sent through the window that holds it. */
export class FirefoxPopup {
  readonly #window: FirefoxWindow;
  #messages = 0;

  constructor(window: FirefoxWindow) {
    this.#window = window;
  }

  /** What a person reads in it. */
  async text(): Promise<string> {
    return String(await this.read('document.body.innerText'));
  }

  /** The value of an expression about `document`, which must be JSON. */
  read(expression: string): Promise<unknown> {
    return this.#send(`const { document } = content; reply(${expression});`);
  }

  /** Clicks the first element that fits, and Firefox takes it for a person's click. Rejects where there is none. */
  async click(selector: string): Promise<void> {
    await this.#send(`
      const element = content.document.querySelector(${JSON.stringify(selector)});
      if (!element) throw new Error('Nothing fits ' + ${JSON.stringify(selector)});
      const person = content.windowUtils.setHandlingUserInput(true);
      try { element.click(); } finally { person.destruct(); }
      reply(null);`);
  }

  /** Closes it, as a click elsewhere does. */
  async close(): Promise<void> {
    await this.#window.run(
      `document.querySelector('.webextension-popup-browser')?.closest('panel')?.hidePopup();`,
    );
    await until('the end of the popup', async () => !(await this.isOpen()));
  }

  /** Whether it is there. */
  async isOpen(): Promise<boolean> {
    return Boolean(await this.#window.run(`return !!document.querySelector('.webextension-popup-browser');`));
  }

  #send(script: string): Promise<unknown> {
    const message = `waxseal:${++this.#messages}`;
    return this.#window.run(
      `
      const browser = document.querySelector('.webextension-popup-browser');
      if (!browser) throw new Error('The popup has gone');
      const answer = await new Promise((resolve) => {
        browser.messageManager.addMessageListener(args.message, ({ data }) => resolve(data));
        browser.messageManager.loadFrameScript(args.url, false);
        // While Firefox moves the page into its panel, a script can get lost; whoever asked then asks again.
        window.setTimeout(() => resolve({ error: 'The popup gave no answer' }), 500);
      });
      if ('error' in answer) throw new Error(answer.error);
      return answer.value;`,
      { message, url: frameScript(message, script) },
    );
  }
}

/** The script as an address, since a frame script is loaded from one. */
function frameScript(message: string, script: string): string {
  const name = JSON.stringify(message);
  const source = `{
    const reply = (value) => sendAsyncMessage(${name}, { value });
    try { ${script} } catch (error) { sendAsyncMessage(${name}, { error: String(error) }); }
  }`;
  return `data:application/javascript,${encodeURIComponent(source)}`;
}
