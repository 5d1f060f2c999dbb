/** From what stops mail to what is merely worth knowing. */
export const SEVERITIES = ['critical', 'error', 'warning', 'notice', 'info'] as const;

export type Severity = (typeof SEVERITIES)[number];
