import type { Clock } from '@aftersale/event-store'

export const afterOnThisMachine: Clock['after'] = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds)
  return () => clearTimeout(timer)
}
