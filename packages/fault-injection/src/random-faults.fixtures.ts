import { milliseconds, type SeededRandom } from './seeded-random.fixtures.js'
import type { TcpProxy, Way } from './tcp-proxy.fixtures.js'

export type FaultKind =
  | 'reset'
  | 'goodbye'
  | 'cut-in-request'
  | 'cut-in-answer'
  | 'half-open'
  | 'half-open-for-good'
  | 'held-then-cut'
  | 'held-then-released'
  | 'refused'
  | 'restart'

export interface UnderFaults {
  readonly proxy: TcpProxy
  /** Kills the server, waits, and starts it again; absent where that isn't ours to do. */
  readonly restart: ((pauseMilliseconds: number) => Promise<void>) | undefined
}

const CUTS: ReadonlyArray<readonly [kind: Exclude<FaultKind, 'restart'>, share: number]> = [
  ['reset', 21],
  ['goodbye', 8],
  ['cut-in-request', 16],
  ['cut-in-answer', 26],
  ['half-open', 10],
  ['half-open-for-good', 1],
  ['held-then-cut', 6],
  ['held-then-released', 4],
  ['refused', 8],
]

export const anyCut = (random: SeededRandom): Exclude<FaultKind, 'restart'> => {
  let left = random.below(CUTS.reduce((sum, [, share]) => sum + share, 0))
  for (const [kind, share] of CUTS) {
    left -= share
    if (left < 0) return kind
  }
  return 'reset'
}

/** Longer than the impatient wait for an answer: some of what is held is released after nobody waits for it any more. */
const LONGEST_HELD = 900

/** Does it; resolves when it is over, or was left to last. */
export const inflict = async (
  kind: FaultKind,
  random: SeededRandom,
  { proxy, restart }: UnderFaults,
): Promise<void> => {
  const way: Way = random.happens(0.5) ? 'to-server' : 'to-client'
  const bytes = random.below(random.happens(0.5) ? 200 : 6000)
  switch (kind) {
    case 'reset':
    case 'goodbye':
      proxy.cut(kind)
      return
    case 'cut-in-request':
      return cutAt(proxy, 'to-server', bytes)
    case 'cut-in-answer':
      return cutAt(proxy, 'to-client', bytes)
    case 'half-open':
      proxy.swallow(way)
      await milliseconds(random.next() * 100)
      proxy.cut('reset')
      return
    case 'half-open-for-good':
      // The client has to find out by itself.
      proxy.swallow(way)
      return
    case 'held-then-cut':
      proxy.hold(way)
      await milliseconds(random.next() * 100)
      proxy.cut('reset')
      return
    case 'held-then-released':
      proxy.hold(way)
      await milliseconds(random.next() * LONGEST_HELD)
      proxy.release()
      return
    case 'refused':
      proxy.refuse()
      proxy.cut('reset')
      await milliseconds(random.next() * 400)
      proxy.accept()
      return
    case 'restart':
      await restart?.(random.next() * 100)
      return
  }
}

/** Where so many bytes don't come to pass, it is cut all the same. */
const cutAt = async (proxy: TcpProxy, way: Way, bytes: number): Promise<void> => {
  const { cut } = proxy.counts()
  proxy.cutAfter({ way, bytes })
  for (let waited = 0; waited < 100 && proxy.counts().cut === cut; waited += 5) await milliseconds(5)
  if (proxy.counts().cut === cut) proxy.cut('reset')
}
