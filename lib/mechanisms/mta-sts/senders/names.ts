import type { Sender } from './rule.ts';

/** The senders by the names of their programs, which no language translates, and the mail server around each where it has another. */
export const SENDER_NAMES: Readonly<Record<Sender, string>> = {
  'postfix-tlspol': 'postfix-tlspol (Postfix)',
  mox: 'mox',
  chasquid: 'chasquid',
  'postfix-mta-sts-resolver': 'postfix-mta-sts-resolver (Postfix)',
  'go-mtasts': 'go-mtasts (maddy)',
  stalwart: 'Stalwart',
  kumomta: 'KumoMTA',
  mailauth: 'mailauth (ZoneMTA)',
};
