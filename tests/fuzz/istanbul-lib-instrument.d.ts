declare module 'istanbul-lib-instrument' {
  export function createInstrumenter(options: {
    readonly coverageVariable: string;
    readonly esModules: boolean;
  }): {
    instrumentSync(code: string, file: string): string;
  };
}
