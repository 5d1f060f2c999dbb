import { expect, it } from 'vitest';
import { NO_VIEW } from '../../lib/view.ts';

it('the view before anything is known is of no domain, and says nothing bad of person, browser and network', () => {
  expect(NO_VIEW).toEqual({
    subject: null,
    source: 'page',
    domain: null,
    digest: null,
    assessment: null,
    now: 0,
    isInterrupted: false,
    awaitsClick: false,
    isDenied: false,
    isPrivate: false,
    isOnline: true,
    isCopyAsked: false,
    recent: [],
  });
});
