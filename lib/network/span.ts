/** When something happened in the course of an assessment. */
export interface Span {
  /** Counted from `startedAt` of the assessment. */
  readonly startedAfterMs: number;
  readonly tookMs: number;
}

/** A span in the course of an assessment; the clock may have been set back in the middle of it. */
export function spanOf(assessmentStartedAt: number, startedAt: number, endedAt: number): Span {
  return {
    startedAfterMs: Math.max(0, startedAt - assessmentStartedAt),
    tookMs: Math.max(0, endedAt - startedAt),
  };
}
