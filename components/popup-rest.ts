/** What the popup draws once its first picture is there: one script for all of it. */
export { RowBody } from './RowBody.tsx';
export { SubjectField } from './SubjectField.tsx';
