import type { Page } from 'puppeteer-core';
import { FirefoxPopup } from './firefox-popup.ts';
import type { FirefoxWindow } from './firefox-window.ts';
import { until } from './until.ts';

/** What a person does in Firefox outside of pages: toolbar, menus, address bar, prompts. */
export interface FirefoxPerson {
  /** A real click on the toolbar icon while `page` is the tab in front; gives the popup once its page has loaded. */
  clickToolbar(page: Page): Promise<FirefoxPopup>;
  /** The popup, for one that opens by itself; waits for it. */
  popup(): Promise<FirefoxPopup>;
  /** A right click on the element, and the extension's entry of the menu picked. A selection of text has to be made before. */
  pickFromContextMenu(page: Page, selector: string): Promise<void>;
  /** A right click on the toolbar icon while `page` is the tab in front, and the entry with this label picked. */
  pickFromIconMenu(page: Page, label: string): Promise<void>;
  /** Types into the address bar of the tab in front and presses Enter; with Alt, for a new tab. */
  enterAddress(text: string, options?: { withAlt?: boolean }): Promise<void>;
  /** Answers Firefox's own prompt for permissions, once it is there, and waits until it has gone. */
  answerPrompt(answer: 'allow' | 'deny'): Promise<void>;
  /** The text on the clipboard. */
  clipboard(): Promise<string>;
  /** Chooses in the settings that pages take the person's own colours, or no longer. */
  forceColours(isForced: boolean): Promise<void>;
}

/** The person in front of the window that was used last, with the extension of this id. */
export function personAt(window: FirefoxWindow, id: string): FirefoxPerson {
  const prefix = id.replaceAll(/[^\w-]/g, '_').toLowerCase();
  const popup = async (): Promise<FirefoxPopup> => {
    const opened = new FirefoxPopup(window);
    await until(
      'the popup',
      async () => (await opened.isOpen()) && (await opened.read('document.readyState')) === 'complete',
    );
    return opened;
  };
  return {
    popup,
    clickToolbar: async (page) => {
      await page.bringToFront();
      await window.run(CLICK_ICON, { id });
      return popup();
    },
    pickFromContextMenu: async (page, selector) => {
      await page.bringToFront();
      const picked = window.run(PICK_FROM_MENU, { prefix });
      await page.click(selector, { button: 'right' });
      await picked;
    },
    pickFromIconMenu: async (page, label) => {
      await page.bringToFront();
      await window.run(PICK_FROM_ICON_MENU, { prefix, label });
    },
    enterAddress: async (text, { withAlt = false } = {}) => {
      await window.run(ENTER_ADDRESS, { text, withAlt });
    },
    answerPrompt: async (answer) => {
      await window.run(ANSWER_PROMPT, { isAllowed: answer === 'allow' });
    },
    clipboard: async () => String(await window.run('return navigator.clipboard.readText();')),
    forceColours: async (isForced) => {
      await window.run(`Services.prefs.setIntPref('browser.display.document_color_use', args.use);`, {
        use: isForced ? 2 : 0,
      });
    },
  };
}

/** What Firefox does itself when the icon is clicked. */
const CLICK_ICON = `
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const { extension } = WebExtensionPolicy.getByID(args.id);
  await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);`;

/** Waits for the menu to open; an entry of an extension has an id that begins with that of the extension. */
const PICK_FROM_MENU = `
  const menu = document.getElementById('contentAreaContextMenu');
  await new Promise((resolve) => menu.addEventListener('popupshown', resolve, { once: true }));
  const entry = [...menu.querySelectorAll('menuitem')].find((item) => item.id.startsWith(args.prefix));
  if (!entry) throw new Error('The menu has no entry of the extension');
  const hidden = new Promise((resolve) => menu.addEventListener('popuphidden', resolve, { once: true }));
  menu.activateItem(entry);
  await hidden;`;

/** Firefox keeps the icons of new extensions in a panel; here it is moved to the toolbar first, as a person may. */
const PICK_FROM_ICON_MENU = `
  const widget = args.prefix + '-browser-action';
  CustomizableUI.addWidgetToArea(widget, CustomizableUI.AREA_NAVBAR);
  const menu = document.getElementById('toolbar-context-menu');
  const shown = new Promise((resolve) => menu.addEventListener('popupshown', resolve, { once: true }));
  const icon = document.getElementById(widget);
  const { x, y } = icon.getBoundingClientRect();
  const click = { bubbles: true, cancelable: true, view: window, button: 2, clientX: x + 5, clientY: y + 5 };
  icon.dispatchEvent(new window.PointerEvent('contextmenu', click));
  await shown;
  const entry = [...menu.querySelectorAll('menuitem')].find(
    (item) => item.id.startsWith(args.prefix) && item.label === args.label,
  );
  if (!entry) throw new Error('The menu has no entry ' + args.label);
  const hidden = new Promise((resolve) => menu.addEventListener('popuphidden', resolve, { once: true }));
  menu.activateItem(entry);
  await hidden;`;

/** Enter takes the first result, which is there at once; the others are waited for in vain, since the extension suggests nothing. */
const ENTER_ADDRESS = `
  const { gURLBar } = window;
  const { controller } = gURLBar;
  const first = new Promise((resolve) => {
    const listener = {
      onQueryResults: () => {
        controller.removeListener(listener);
        resolve();
      },
    };
    controller.addListener(listener);
  });
  gURLBar.focus();
  gURLBar.search(args.text, { focus: true });
  await first;
  gURLBar.handleCommand(new window.KeyboardEvent('keydown', { key: 'Enter', altKey: args.withAlt }));`;

/** Waits for the prompt, presses a button in it and waits for its end. */
const ANSWER_PROMPT = `
  const { panel } = window.PopupNotifications;
  if (panel.state !== 'open')
    await new Promise((resolve) => panel.addEventListener('popupshown', resolve, { once: true }));
  const prompt = panel.querySelector('#addon-webext-permissions-notification');
  if (!prompt) throw new Error('The open prompt is not about permissions');
  const hidden = new Promise((resolve) => panel.addEventListener('popuphidden', resolve, { once: true }));
  (args.isAllowed ? prompt.button : prompt.secondaryButton).click();
  await hidden;`;
