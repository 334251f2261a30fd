import { Signal } from './signal.js'

describe('A signal', () => {
  it('wakes whoever waits, once', async () => {
    const signal = new Signal()
    let woken = 0
    signal.whenTold(() => {
      woken += 1
    })
    const next = signal.next()
    signal.tell()
    await next
    signal.tell()
    expect(woken).toBe(1)
  })

  it('keeps nothing of who no longer waits, however often somebody waits in vain', () => {
    const signal = new Signal()
    let woken = 0
    for (let times = 0; times < 1000; times += 1) {
      const callOff = signal.whenTold(() => {
        woken += 1
      })
      callOff()
    }
    expect(signal.waiters).toBe(0)
    signal.tell()
    expect(woken).toBe(0)
  })

  it('does not wake again who waits again while it wakes', () => {
    const signal = new Signal()
    let woken = 0
    const again = () => {
      woken += 1
      signal.whenTold(again)
    }
    signal.whenTold(again)
    signal.tell()
    expect([woken, signal.waiters]).toEqual([1, 1])
  })
})
