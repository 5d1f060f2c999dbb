/** What the name of a mail server leads to; pending while asked, unchecked where nobody asks. */
export const ADDRESS_STATES = ['pending', 'unchecked', 'found', 'absent', 'unavailable'] as const;

export type AddressState = (typeof ADDRESS_STATES)[number];
