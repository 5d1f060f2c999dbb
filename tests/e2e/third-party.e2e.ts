import { describe, expect, it } from 'vitest';
import { NOTICES, noticeOf } from '../../third-party.ts';
import { bundledPackages } from '../support/packages.ts';
import { read } from '../support/repository.ts';

describe.each(['chrome-mv3', 'firefox-mv3'])('the build for %s', (build) => {
  const notices = read(`.output/${build}/${NOTICES}`);

  it.each(bundledPackages())('says under which licence %s is in it', (folder) => {
    expect(notices).toContain(noticeOf(folder));
  });
});
