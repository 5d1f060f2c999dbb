import { statSync } from 'node:fs';
import { CHROME_BUILD } from '../e2e/chromium-session.ts';
import { gzippedBytes, scriptsOf } from '../support/weight.ts';
import { fixedFigure, type Figure } from './figure.ts';

const KB = 1000;

/** What is loaded, and what is shipped, against what was aimed at; and, for people, which script weighs what. */
export function measureWeights(zip: string): { figures: Figure[]; report: string } {
  const weigh = (entry: string) => gzippedBytes(CHROME_BUILD, scriptsOf(CHROME_BUILD, entry, 'at once')) / KB;
  const name = { group: 'weight', unit: 'kB', target: 1 };
  const figures = [
    fixedFigure({ ...name, what: 'popup, scripts after gzip', against: 'aim' }, weigh('popup.html'), 25),
    fixedFigure(
      { ...name, what: 'background, scripts after gzip', against: 'aim' },
      weigh('background.js'),
      90,
    ),
    fixedFigure({ ...name, what: 'package for Chrome', against: 'aim' }, statSync(zip).size / KB, 120),
  ];
  const lines = ['popup.html', 'background.js'].flatMap((entry) => [
    entry,
    ...scriptsOf(CHROME_BUILD, entry).map(
      (script) => `  ${(gzippedBytes(CHROME_BUILD, [script]) / KB).toFixed(1).padStart(6)} kB  ${script}`,
    ),
  ]);
  return { figures, report: lines.join('\n') };
}
