/** A point at which the answers of one host wait for a test. */
export interface Gate {
  /** Resolves when a request has come to the gate. */
  arrived: Promise<void>;
  /** Lets every waiting and every later request through. */
  release(): void;
}

/** The gates of a server: a test closes them, a request waits at them. */
export class Gates {
  readonly #closed = new Map<string, { reached: () => void; opened: Promise<void>; release: () => void }>();

  /** Stops the answers of `host` until the gate is released. One gate per host: a second call opens the first. */
  hold(host: string): Gate {
    this.#closed.get(host)?.release();
    const arrived = Promise.withResolvers<void>();
    const opened = Promise.withResolvers<void>();
    const release = (): void => {
      if (this.#closed.get(host)?.opened === opened.promise) this.#closed.delete(host);
      opened.resolve();
    };
    this.#closed.set(host, { reached: arrived.resolve, opened: opened.promise, release });
    return { arrived: arrived.promise, release };
  }

  /** Waits where the gate of `host` is closed. */
  pass(host: string): Promise<void> {
    const gate = this.#closed.get(host);
    gate?.reached();
    return gate?.opened ?? Promise.resolve();
  }

  /** Opens every gate. */
  releaseAll(): void {
    for (const { release } of this.#closed.values()) release();
  }
}
