import { instantOf } from '@aftersale/messages'
import { systemDeadlineClock } from './deadline-clock.js'
import { at } from './reminders.fixtures.js'
import { virtualClock } from './virtual-clock.js'

describe("the machine's clock", () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse(at('12:00')) })
  })
  afterEach(() => {
    jest.useRealTimers()
  })

  it('calls at the instant, or within a minute where that is far off: whoever is called looks again', () => {
    const called: Array<string> = []
    systemDeadlineClock.at(instantOf(Date.parse(at('12:00')) + 20_000), () => called.push('soon'))
    systemDeadlineClock.at(at('12:00', 300), () => called.push('early'))
    jest.advanceTimersByTime(19_999)
    expect(called).toEqual([])
    jest.advanceTimersByTime(1)
    expect(called).toEqual(['soon'])
    jest.advanceTimersByTime(40_000)
    expect(called).toEqual(['soon', 'early'])
    expect(systemDeadlineClock.now()).toBe(at('12:01'))
  })

  it('never calls at once, nor after it was called off', () => {
    const called: Array<string> = []
    systemDeadlineClock.at(at('11:00'), () => called.push('past'))
    systemDeadlineClock.at(at('11:00'), () => called.push('called off'))()
    expect(called).toEqual([])
    jest.advanceTimersByTime(1)
    expect(called).toEqual(['past'])
  })
})

describe('a virtual clock', () => {
  it('stands still until it is set, and never goes back', () => {
    const clock = virtualClock(at('12:00'))
    const called: Array<string> = []
    clock.at(at('13:00'), () => called.push('one'))
    clock.at(at('14:00'), () => called.push('two'))
    expect(clock.awaited()).toBe(at('13:00'))
    clock.setTo(at('13:30'))
    clock.setTo(at('09:00'))
    expect(called).toEqual(['one'])
    expect(clock.now()).toBe(at('13:30'))
    expect(clock.awaited()).toBe(at('14:00'))
  })

  it('calls soon where the instant is past already', async () => {
    const clock = virtualClock(at('12:00'))
    const called: Array<string> = []
    clock.at(at('11:00'), () => called.push('past'))
    expect(called).toEqual([])
    await Promise.resolve()
    expect(called).toEqual(['past'])
  })
})
