import type { Rule } from '../../lib/problem.ts';

/** What is not as it has to be in the rules of a mechanism, code by code: its source, its parameters, how grave it is and what it is about. */
export function faultsIn(rules: Readonly<Record<string, Rule>>, about: string): string[] {
  const grave = new Set(['critical', 'error', 'warning', 'notice', 'info']);
  return Object.entries(rules).flatMap(([code, rule]) => {
    const isSound =
      /^RFC \d+ §\d+(?:\.\d+)*$/.test(rule.source ?? 'RFC 1 §1') &&
      rule.parameters.every((parameter) => /^[a-z]+$/i.test(parameter)) &&
      grave.has(rule.severity) &&
      rule.about === about &&
      code.startsWith(`${about}-`);
    return isSound ? [] : [code];
  });
}
