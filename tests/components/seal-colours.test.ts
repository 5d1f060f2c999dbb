import type { Tone } from '../../lib/mechanism.ts';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SEALS } from '../../components/icon/seals.ts';
import { SHAPES } from '../../components/seal-shapes.ts';
import { TONE_COLOURS } from '../../components/icon/tones.ts';
import { sealOf } from '../../lib/verdict/seal.ts';
import { ROOT } from '../support/repository.ts';

/** Toolbars as the browsers draw them: Chrome and Firefox, light and dark. */
const TOOLBARS = ['#ffffff', '#f9f9fb', '#3c3c3c', '#2b2a33', '#202124'];
const TONES = Object.keys({ good: 1, warn: 1, bad: 1, idle: 1, ask: 1 } satisfies Record<Tone, 1>);

describe('the seal on the toolbar', () => {
  it.each(Object.entries(TONE_COLOURS))('can be seen on every toolbar: %s', (_, colour) => {
    for (const toolbar of TOOLBARS)
      expect(contrast(colour, toolbar), `${colour} on ${toolbar}`).toBeGreaterThanOrEqual(3);
  });

  it('has a colour for every tone', () => {
    expect(Object.keys(TONE_COLOURS).toSorted()).toEqual(TONES.toSorted());
  });

  it.each(SEALS)('is drawn for %s in %s, at both sizes', (seal, tone) => {
    const files = [16, 32].map((size) => `components/static/seal/${seal}-${tone}-${size}.png`);
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it('is drawn for nothing else', () => {
    expect(readdirSync(join(ROOT, 'components/static/seal'))).toHaveLength(2 * SEALS.length);
  });
});

describe('the shapes of seals', () => {
  it('differ, so that standings can be told apart without colour', () => {
    const shapes = Object.values(SHAPES).map(({ wax, sign }) => `${wax} ${sign}`);
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  it('tell a name that does not exist from a domain that takes no mail', () => {
    expect(sealOf({ standing: 'no-mail', headline: 'no-mail-nxdomain' })).toBe('no-domain');
    expect(sealOf({ standing: 'no-mail', headline: 'no-mail-null' })).toBe('no-mail');
  });
});

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
