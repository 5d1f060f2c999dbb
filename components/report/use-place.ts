import { useEffect, useState } from 'preact/hooks';

/**
 * The id of the heading that is read now: of those on the page the last that was scrolled past the upper third of the window, "" above the first. `wanted` is the
 * place that the address names; it is gone to once it is there, since a page that is opened for it is empty at first.
 */
export function usePlace(ids: readonly string[], wanted: string, isThere: boolean): string {
  const [place, setPlace] = useState('');
  const all = ids.join(' ');
  useEffect(() => {
    if (isThere && wanted !== '') document.getElementById(wanted)?.scrollIntoView();
  }, [wanted, isThere]);
  useEffect(() => {
    const find = () => {
      const line = window.innerHeight / 3;
      const passed = all
        .split(' ')
        .filter((id) => (document.getElementById(id)?.getBoundingClientRect().top ?? Infinity) < line);
      // A window may be so tall that all of it is in sight.
      setPlace(window.scrollY > 0 ? (passed.at(-1) ?? '') : '');
    };
    find();
    window.addEventListener('scroll', find, { passive: true });
    window.addEventListener('resize', find);
    return () => {
      window.removeEventListener('scroll', find);
      window.removeEventListener('resize', find);
    };
  }, [all, isThere]);
  return place;
}
