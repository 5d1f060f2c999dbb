import * as fc from 'fast-check';

// `SEED=random npx vitest run tests/property` tries other examples; whoever fails prints its own seed.
const { SEED } = process.env;
if (SEED !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(SEED ?? 8461) });
