export const DAY_SECONDS = 86400;
export const DAY_MS = 1000 * DAY_SECONDS;
