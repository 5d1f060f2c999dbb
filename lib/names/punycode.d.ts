/** The file by its path, since the bare name is Node's own deprecated module; the one of which a part can be bundled alone. */
declare module 'punycode/punycode.es6.js' {
  export function decode(label: string): string;
}
