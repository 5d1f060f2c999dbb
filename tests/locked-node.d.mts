export interface LockedNode {
  /** Within the project, as package-lock.json writes it. */
  readonly folder: string;
  /** A full path. */
  readonly executable: string;
  readonly version: string;
  /** Of the tarball, as npm writes it: sha512-<base64>. */
  readonly integrity: string;
}
export function lockedNode(root: string): LockedNode | undefined;
