/** An intermediate of Let's Encrypt. */
export interface Issuer {
  readonly name: string;
  /** SHA-256 of its SubjectPublicKeyInfo, which is what `2 1 1` holds. */
  readonly digest: string;
  /** The last day on which it can have issued certificates, as far as is known; null while it does. */
  readonly until: string | null;
}

/**
 * The issuers as they were known on 27 November 2026: those of 2026 by hashing the published certificates, the earlier ones as the DANE community lists
 * them. Whoever issues for the owner of a server decides which of those in use signs, so that all of one family belong into a TLSA set.
 */
export const ISSUERS: readonly Issuer[] = [
  {
    name: 'YR1',
    digest: '2e8307068b6db620e4a39d068b5dee5d6ef5788cbb2c0b6d23ead84fcc17178c',
    until: null,
  },
  {
    name: 'YR2',
    digest: '9d637b3d27a9e570d07607b9ccadb80a70915c7af72afce12841b1b1da825fd1',
    until: null,
  },
  {
    name: 'YR3',
    digest: '51aaa87d984b559ac69e929f888a022d832e089ff4dba0a412b5101bca4bc799',
    until: null,
  },
  {
    name: 'YE1',
    digest: '6ebcefb4210b088654a38b03fea3d7d1c711b4fb1ddc363a45f9b1a4e53da01e',
    until: null,
  },
  {
    name: 'YE2',
    digest: 'b3fb5d00e994cddf2cc9a4eea9f806bc5727e83cc0e4299bf956f2d524fe5376',
    until: null,
  },
  {
    name: 'YE3',
    digest: 'a698a20824be04e47a1a33c4fa488731be92011f23a31e900e2ca26c9c2acfce',
    until: null,
  },
  {
    name: 'X3',
    digest: '60b87575447dcba2a36b7d11ac09fb24a9db406fee12d2cc90180517616e8a18',
    until: '2020-12-31',
  },
  {
    name: 'X4',
    digest: 'b111dd8a1c2091a89bd4fd60c57f0716cce50feeff8137cdbee0326e02cf362b',
    until: '2020-12-31',
  },
  {
    name: 'R3',
    digest: '8d02536c887482bc34ff54e41d2ba659bf85b341a0a20afadb5813dcfbcf286d',
    until: '2024-06-06',
  },
  {
    name: 'R4',
    digest: 'e5545e211347241891c554a03934cde9b749664a59d26d615fe58f77990f2d03',
    until: '2024-06-06',
  },
  {
    name: 'E1',
    digest: '276fe8a8c4ec7611565bf9fce6dcace9be320c1b5bea27596b2204071ed04f10',
    until: '2024-06-06',
  },
  {
    name: 'E2',
    digest: 'bd936e72b212ef6f773102c6b77d38f94297322efc25396bc3279422e0c89270',
    until: '2024-06-06',
  },
  {
    name: 'R10',
    digest: '2bbad93ab5c79279ec121507f272cbe0c6647a3aae52e22f388afab426b4adba',
    until: '2026-05-13',
  },
  {
    name: 'R11',
    digest: '6ddac18698f7f1f7e1c69b9bce420d974ac6f94ca8b2c761701623f99c767dc7',
    until: '2026-05-13',
  },
  {
    name: 'R12',
    digest: '919c0df7a787b597ed056ace654b1de9c0387acf349f73734a4fd7b58cf612a4',
    until: '2026-05-13',
  },
  {
    name: 'R13',
    digest: '025490860b498ab73c6a12f27a49ad5fe230fafe3ac8f6112c9b7d0aad46941d',
    until: '2026-05-13',
  },
  {
    name: 'R14',
    digest: 'f1647a5ee3efac54c892e930584fe47979b7acd1c76c1271bca1c5076d869888',
    until: '2026-05-13',
  },
  {
    name: 'E5',
    digest: '3586d4ecf070578cbd27aedce20b964e48bc149faeb9dad72f46b857869172b8',
    until: '2026-05-13',
  },
  {
    name: 'E6',
    digest: 'd016e1fe311948aca64f2de44ce86c9a51ca041df6103bb52a88eb3f761f57d7',
    until: '2026-05-13',
  },
  {
    name: 'E7',
    digest: 'cbbc559b44d524d6a132bdac672744da3407f12aae5d5f722c5f6c7913871c75',
    until: '2026-05-13',
  },
  {
    name: 'E8',
    digest: '885bf0572252c6741dc9a52f5044487fef2a93b811cdedfad7624cc283b7cdd5',
    until: '2026-05-13',
  },
  {
    name: 'E9',
    digest: 'f1440a9b76e1e41e53a4cb461329bf6337b419726be513e42e19f1c691c5d4b2',
    until: '2026-05-13',
  },
];

/** Certificates of Let's Encrypt hold for so many days: that long after an issuer stopped, its last ones have ended. */
const LIFE_MS = 90 * 24 * 60 * 60 * 1000;

const BY_DIGEST: ReadonlyMap<string, Issuer> = new Map(ISSUERS.map((issuer) => [issuer.digest, issuer]));

/** The issuer with this digest (hexadecimal, lower case), or null. */
export function issuerOf(digest: string): Issuer | null {
  return BY_DIGEST.get(digest) ?? null;
}

/** True where no certificate of the issuer can be valid any more. Pure; `now` in milliseconds since 1970 UTC. */
export function isRetired({ until }: Issuer, now: number): boolean {
  return until !== null && Date.parse(until) + LIFE_MS < now;
}

/** The names of those in use that could sign in place of one of these, and are not among them: its family is all that begin like it. Pure. */
export function missingBeside(listed: readonly Issuer[]): string[] {
  const families = new Set(listed.filter(({ until }) => until === null).map(familyOf));
  const names = new Set(listed.map(({ name }) => name));
  return ISSUERS.filter(
    (issuer) => issuer.until === null && families.has(familyOf(issuer)) && !names.has(issuer.name),
  ).map(({ name }) => name);
}

function familyOf({ name }: Issuer): string {
  return name.replace(/\d+$/, '');
}
