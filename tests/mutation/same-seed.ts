import * as fc from 'fast-check';

// The same examples for every mutant, so that the same run gives the same score.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 8461 });
