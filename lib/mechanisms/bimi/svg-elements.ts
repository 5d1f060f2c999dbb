/** The elements of SVG Tiny 1.2 (appendix of its specification) by what its profile Portable/Secure makes of them; in lower case but for those that are known. */

export const SCRIPT: ReadonlySet<string> = new Set(['script', 'handler', 'listener']);

export const ANIMATION: ReadonlySet<string> = new Set([
  'animate',
  'animatecolor',
  'animatemotion',
  'animatetransform',
  'discard',
  'mpath',
  'set',
]);

/** What holds or loads an image of dots, sound or film. */
export const RASTER: ReadonlySet<string> = new Set(['audio', 'image', 'feimage', 'video']);

/** What leads out of the image, or holds another document. */
export const FORBIDDEN: ReadonlySet<string> = new Set([
  'a',
  'animation',
  'foreignobject',
  'iframe',
  'prefetch',
]);

/** What the profile has. */
export const KNOWN: ReadonlySet<string> = new Set([
  'circle',
  'defs',
  'desc',
  'ellipse',
  'font',
  'font-face',
  'font-face-src',
  'font-face-uri',
  'g',
  'glyph',
  'hkern',
  'line',
  'linearGradient',
  'metadata',
  'missing-glyph',
  'path',
  'polygon',
  'polyline',
  'radialGradient',
  'rect',
  'solidColor',
  'stop',
  'svg',
  'switch',
  'tbreak',
  'text',
  'textArea',
  'title',
  'tspan',
  'use',
]);
