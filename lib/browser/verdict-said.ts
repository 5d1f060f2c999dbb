import { headlineTitle } from '../locales/headline-title.ts';
import { laneSaid } from '../locales/lane-said.ts';
import { sayPlainly } from '../locales/say.ts';
import { readableName } from '../names/domain-name.ts';
import { badgeState, isSpoofingTold, spoofingState, transitState } from '../verdict/badge.ts';
import type { Badge } from '../verdict/badges.ts';
import type { Digest } from '../verdict/digest.ts';

/**
 * What is known of a domain in one line, for a tooltip or a suggestion: both lanes, that of the badge first, and of mail to the domain alone where nothing else was
 * asked. "example.com: Sealed. Spoofing: fakes are rejected." Plain text.
 */
export function verdictSaid(digest: Digest, badge: Badge): string {
  const shown = badgeState(digest, badge);
  const [transit, spoofing] = [transitState(digest), spoofingState(digest)];
  const title = headlineTitle(digest.headline, transit.hidden);
  const headline =
    shown.lane === 'spoofing'
      ? `${laneSaid(spoofing, digest)} ${laneSaid(transit, digest)}`
      : isSpoofingTold(digest)
        ? `${title} ${laneSaid(spoofing, digest)}`
        : title;
  return sayPlainly('popup.nowSaid', { domain: readableName(digest.policyDomain), headline });
}
