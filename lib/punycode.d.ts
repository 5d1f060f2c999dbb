/** The file by its path, since the bare name is Node's own deprecated module. */
declare module 'punycode/punycode.js' {
  const punycode: { decode(label: string): string };
  export default punycode;
}
