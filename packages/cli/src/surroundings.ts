import type { Readable, Writable } from 'node:stream'

/** What a command has around it. Results go to `output`, everything else to `messages`. */
export interface Surroundings {
  readonly input: Readable
  readonly output: Writable
  readonly messages: Writable
  /** Whether a person watches `messages`. */
  readonly isWatched: boolean
  /** Called when the command is told to stop before it is done; gives what there is to say about it. */
  readonly onStop: (cleanUp: () => Promise<string>) => void
  /** Whether it was told to: what fails from then on fails for that, and is not worth a word. */
  readonly isStopping: () => boolean
}

/** Writes a text and waits until it was taken. */
export const say = (stream: Writable, text: string): Promise<void> =>
  new Promise((resolve) => {
    stream.write(text, () => resolve())
  })
