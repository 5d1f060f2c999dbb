import { describe, expect, it } from 'vitest';
import { NOTICES, noticeOf } from '../../third-party.ts';
import { bundledPackages } from '../support/packages.ts';
import { read } from '../support/repository.ts';

/** What CodeMirror's language package needs for grammars: the workshop has none, and the bundler leaves them out. */
const LEFT_OUT = ['node_modules/@codemirror/streamparser', 'node_modules/@lezer/lr'];

describe.each(['chrome-mv3', 'firefox-mv3'])('the build for %s', (build) => {
  const notices = read(`.output/${build}/${NOTICES}`);
  const bundled = bundledPackages().filter((folder) => !LEFT_OUT.includes(folder));

  it.each(bundled)('says under which licence %s is in it', (folder) => {
    expect(notices).toContain(noticeOf(folder));
  });

  it.each(LEFT_OUT)('has nothing of %s', (folder) => {
    expect(notices).not.toContain(noticeOf(folder));
  });
});
