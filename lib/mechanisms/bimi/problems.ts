import { error, info, notice, rulesAbout, warning } from '../../problem.ts';

const DRAFT = 'draft-brand-indicators-for-message-identification-12 §4';

/** What can be said of a BIMI record. */
export const BIMI_PROBLEMS = rulesAbout('bimi', {
  'bimi-version': error(DRAFT, 'text'),
  'bimi-several': error(DRAFT, 'count'),
  'bimi-wrong-place': warning(DRAFT, 'at', 'name'),
  'bimi-unrelated': notice(DRAFT, 'count'),
  'bimi-tag-syntax': error(DRAFT, 'text'),
  'bimi-duplicate-tag': error(DRAFT, 'tag'),
  'bimi-unknown-tag': info(DRAFT, 'tag'),
  'bimi-l-missing': error(DRAFT),
  'bimi-l-empty': error(DRAFT),
  'bimi-uri': error(DRAFT, 'tag', 'uri'),
  'bimi-not-https': error(DRAFT, 'tag', 'uri'),
  'bimi-comma': error(DRAFT, 'tag'),
  'bimi-l-format': error(DRAFT, 'suffix'),
  'bimi-l-not-svg': warning(DRAFT, 'uri'),
  'bimi-a-missing': info(DRAFT),
  'bimi-declined-default': info(DRAFT),
  'bimi-avp-unknown': warning(DRAFT, 'text'),
  'bimi-lps-bad': error(DRAFT, 'text'),
  'bimi-unavailable': notice(DRAFT, 'name', 'reason'),
  'bimi-inherited': info(DRAFT, 'domain'),
  'bimi-no-dmarc': warning(DRAFT),
  'bimi-weak-dmarc': warning(DRAFT, 'cause'),
  'bimi-organization': info(DRAFT, 'domain'),
});

export type BimiProblemCode = keyof typeof BIMI_PROBLEMS;
