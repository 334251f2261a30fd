import { getMaxListeners } from 'node:events'
import { Patience } from './patience.js'

describe('Patience', () => {
  it('lets go of all who wait when it ends, and of nobody before', async () => {
    const patience = new Patience(2 ** 30, () => 2 ** 30)
    const until = performance.now() + 2 ** 30
    let gone = 0
    const waiting = Array.from({ length: 50 }, async () => {
      const goesOn = await patience.another(1, until)
      gone += 1
      return goesOn
    })
    await new Promise(setImmediate)
    expect(gone).toBe(0)
    patience.end()
    expect(await Promise.all(waiting)).toEqual(Array.from({ length: 50 }, () => false))
    expect(await patience.another(1, until)).toBe(false)
  })

  it('has as many wait as come: Node.js prints no warning of the eleventh', () => {
    expect(getMaxListeners(new Patience(1000, () => 1).signal)).toBe(Number.POSITIVE_INFINITY)
  })
})
