/** The changes that Stryker's instrumenter knows how to make to code: all of them are written into it at once, each behind a switch. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@babel/parser';
import { Instrumenter, type InstrumenterOptions } from '@stryker-mutator/instrumenter';

interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Change {
  readonly id: string;
  readonly file: string;
  /** `what was written -> what becomes of it`, each on one line: so survivors.yml names it. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** Outside of every function: it runs while its module is loaded, and at no other time. */
  readonly isAtLoad: boolean;
}

export interface Instrumented {
  readonly changes: readonly Change[];
  /** What was measured, by file. */
  readonly sources: Readonly<Record<string, string>>;
}

/** Says nothing, whatever it is asked to. */
const LOGGER = new Proxy({}, { get: () => () => false }) as ConstructorParameters<typeof Instrumenter>[0];
const OPTIONS: InstrumenterOptions = { plugins: null, excludedMutations: [], ignorers: [] };

/** Writes every change into the files below `root`; none of them does anything before its switch is turned. */
export async function instrument(root: string, files: readonly string[]): Promise<Instrumented> {
  const sources = Object.fromEntries(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  const { mutants, files: written } = await new Instrumenter(LOGGER).instrument(
    files.map((name) => ({ name, mutate: true, content: sources[name] ?? '' })),
    OPTIONS,
  );
  for (const { name, content } of written) writeFileSync(join(root, name), content);
  const bodies = Object.fromEntries(files.map((file) => [file, functionBodies(sources[file] ?? '')]));
  const changes = mutants.map(({ id, fileName, replacement, location }) => {
    const start = { line: location.start.line + 1, column: location.start.column };
    const end = { line: location.end.line + 1, column: location.end.column };
    const isAtLoad = !bodies[fileName]?.some(
      (body) => isBefore(body.start, start) && isBefore(end, body.end),
    );
    const text = `${textBetween(sources[fileName] ?? '', start, end)} -> ${plain(replacement)}`;
    return { id, file: fileName, text, line: start.line, isAtLoad };
  });
  return { changes, sources };
}

/** From where to where each function goes. */
function functionBodies(source: string): { readonly start: Place; readonly end: Place }[] {
  const bodies: { start: Place; end: Place }[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null || !('type' in node)) return;
    const { type, body } = node as { type: string; body?: { loc?: { start: Place; end: Place } } };
    if (/Function|Method/.test(type) && body?.loc) bodies.push(body.loc);
    Object.values(node).forEach(visit);
  };
  visit(parse(source, { sourceType: 'module', plugins: ['typescript'] }).program);
  return bodies;
}

function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.column <= b.column);
}

function textBetween(source: string, start: Place, end: Place): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '').slice(0, end.column);
  lines[0] = (lines[0] ?? '').slice(start.column);
  return plain(lines.join('\n'));
}

/** On one line, whatever the formatting. */
function plain(code: string): string {
  return code.replaceAll(/\s+/g, ' ').trim();
}
