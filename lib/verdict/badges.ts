/** What the badge can show: mail to the domain, mail that claims to come from it, or whichever of the two is worse. */
export const BADGES = ['transit', 'spoofing', 'worst'] as const;

export type Badge = (typeof BADGES)[number];
