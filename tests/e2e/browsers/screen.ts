import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Mouse, keyboard and windows of an X display, through xdotool: what a person has, and no more. */
export class Screen {
  readonly display: string;

  constructor(display: string) {
    this.display = display;
  }

  /** Presses keys one after the other, by their X names: `Tab`, `Return`, `Escape`, `Up`. */
  async press(...keys: string[]): Promise<void> {
    await this.#xdotool('key', '--delay', '60', ...keys);
  }

  /** Presses the right mouse button at a point of the screen, in pixels. */
  async rightClick(x: number, y: number): Promise<void> {
    await this.#xdotool('mousemove', String(Math.round(x)), String(Math.round(y)), 'click', '3');
  }

  /** How many windows are to be seen; an open menu is one. */
  async windowCount(): Promise<number> {
    const found = await this.#xdotool('search', '--onlyvisible', '--name', '');
    return found.trim().split('\n').length;
  }

  async #xdotool(...args: string[]): Promise<string> {
    const { stdout } = await run('xdotool', args, { env: { ...process.env, DISPLAY: this.display } });
    return stdout;
  }
}
