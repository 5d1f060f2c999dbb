import { expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { namesToRegister } from '../../../lib/guide/registrable.ts';
import { EXAMPLE, host, mxOf, unknown } from '../../support/assessments.ts';

it.each<[string, Assessment['mx'], string[]]>([
  [
    'the domain itself, then what its servers stand under, each once',
    mxOf(host('a.mx.example.net'), host('b.mx.example.net'), host('mail.example.com')),
    ['example.com', 'mx.example.net'],
  ],
  ['nothing for a server that stands under nothing', mxOf(host('net')), ['example.com']],
  [
    'nor for one that no policy can name',
    mxOf(host('mx_1.example.net', 10, { isHostName: false })),
    ['example.com'],
  ],
  ['the domain alone where its servers are not known', unknown(), ['example.com']],
])('namesToRegister: %s', (_, mx, names) => {
  expect(namesToRegister({ policyDomain: EXAMPLE, mx })).toEqual(names);
});
