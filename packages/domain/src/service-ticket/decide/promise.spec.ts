import { given } from '@aftersale/decider/testing'
import {
  after,
  agent,
  breakPromise,
  close,
  friday,
  keep,
  merge,
  monday,
  namesOf,
  openTicket,
  promise,
  recorded,
  renegotiate,
  requestMerge,
  resolve,
  text,
  tuesday,
  waive,
  wednesday,
} from '../service-ticket.fixtures.js'
import { serviceTicket } from '../service-ticket.js'

const promised = after(openTicket(), promise())
const promiseId = text('promise-1')

describe('MakePromise', () => {
  it('records what is promised by when', () => {
    expect(recorded(after(openTicket()), promise({ text: 'I call you before three.' }))).toStrictEqual([
      [
        'PromiseMade',
        {
          promiseId: 'promise-1',
          subject: 'call-back',
          text: 'I call you before three.',
          dueAt: monday('15:00'),
          promisedBy: agent,
          promisedAt: monday('10:00'),
        },
      ],
    ])
  })

  it('records nothing when repeated, whatever became of it', () => {
    given(serviceTicket, promised).when(promise()).recordsNothing()
    given(serviceTicket, after(openTicket(), promise(), keep(), resolve()))
      .when(promise())
      .recordsNothing()
  })

  it('is refused where the promise is known with other content', () => {
    given(serviceTicket, promised)
      .when(promise({ dueAt: monday('16:00') }))
      .rejects({ reason: 'PromiseIdReused', promiseId })
  })

  it('is refused where it is not due after it is made', () => {
    given(serviceTicket, after(openTicket()))
      .when(promise({ dueAt: monday('10:00') }))
      .rejects({ reason: 'PromiseDueBeforeMade', dueAt: monday('10:00') })
  })

  it('is refused once the ticket is resolved', () => {
    given(serviceTicket, after(openTicket(), resolve()))
      .when(promise())
      .rejects({ reason: 'TicketAlreadyResolved', resolvedAt: monday('16:00') })
  })
})

describe('RenegotiatePromise', () => {
  it('moves the promise where the customer agreed before it was due, at the latest at that instant', () => {
    for (const consentedAt of [monday('14:00'), monday('15:00')]) {
      expect(recorded(promised, renegotiate({ consentedAt }))).toStrictEqual([
        [
          'PromiseRenegotiated',
          { promiseId: 'promise-1', previousDueAt: monday('15:00'), newDueAt: tuesday('10:00'), consentedAt },
        ],
      ])
    }
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(openTicket(), promise(), renegotiate()))
      .when(renegotiate())
      .recordsNothing()
  })

  it('is refused after it was due', () => {
    given(serviceTicket, promised)
      .when(renegotiate({ consentedAt: monday('15:01') }))
      .rejects({ reason: 'PromiseAlreadyDue', promiseId, dueAt: monday('15:00') })
  })

  it('corrects a breaking where the customer agreed in time and it is heard of late', () => {
    expect(namesOf(recorded(after(openTicket(), promise(), breakPromise()), renegotiate()))).toStrictEqual([
      'PromiseRenegotiated',
    ])
  })

  it('is refused where it is not due after the customer agreed', () => {
    given(serviceTicket, promised)
      .when(renegotiate({ newDueAt: monday('13:00') }))
      .rejects({ reason: 'PromiseDueBeforeMade', dueAt: monday('13:00') })
  })

  it('is refused once the promise was kept or waived, and where there is none', () => {
    given(serviceTicket, after(openTicket(), promise(), keep()))
      .when(renegotiate())
      .rejects({ reason: 'PromiseAlreadySettled', promiseId, outcome: 'kept' })
    given(serviceTicket, after(openTicket(), promise(), waive()))
      .when(renegotiate())
      .rejects({ reason: 'PromiseAlreadySettled', promiseId, outcome: 'waived' })
    given(serviceTicket, after(openTicket())).when(renegotiate()).rejects({ reason: 'PromiseUnknown', promiseId })
  })
})

describe('what happened before the promise was made', () => {
  it.each([
    ['a consent', renegotiate({ consentedAt: monday('09:59') })],
    ['the keeping', keep({ keptAt: monday('09:59') })],
    ['the waiving', waive({ waivedAt: monday('09:59') })],
  ])('cannot be %s', (_, command) => {
    given(serviceTicket, promised)
      .when(command)
      .rejects({ reason: 'PromiseNotYetMade', promiseId, promisedAt: monday('10:00') })
  })

  it('is nothing that happened at the same instant', () => {
    expect(namesOf(recorded(promised, keep({ keptAt: monday('10:00') })))).toStrictEqual(['PromiseKept'])
  })
})

describe('renegotiations', () => {
  const toFriday = renegotiate({ newDueAt: friday('09:00'), consentedAt: monday('14:00') })
  const toWednesday = renegotiate({ newDueAt: wednesday('09:00'), consentedAt: monday('12:00') })

  it('are ruled by the last consent, however they are heard of', () => {
    const history = after(openTicket(), promise(), toFriday, toWednesday)
    expect(history.at(-1)).toMatchObject({
      type: 'PromiseRenegotiated',
      data: { previousDueAt: monday('15:00'), newDueAt: wednesday('09:00') },
    })
    expect(recorded(history, keep({ keptAt: friday('08:00') }))).toStrictEqual([
      ['PromiseKept', { promiseId: 'promise-1', keptAt: friday('08:00') }],
    ])
  })

  it('that are heard of after a newer one leave it broken', () => {
    const history = after(openTicket(), promise(), toFriday, breakPromise({ dueAt: friday('09:00') }), toWednesday)
    expect(recorded(history, keep({ keptAt: friday('10:00') }))).toStrictEqual([
      ['PromiseFulfilledLate', { promiseId: 'promise-1', fulfilledAt: friday('10:00') }],
    ])
  })

  it('record nothing when repeated after another', () => {
    given(serviceTicket, after(openTicket(), promise(), toWednesday, toFriday))
      .when(toWednesday)
      .recordsNothing()
  })
})

describe('KeepPromise', () => {
  it('keeps the promise up to its due instant', () => {
    expect(recorded(promised, keep({ keptAt: monday('15:00') }))).toStrictEqual([
      ['PromiseKept', { promiseId: 'promise-1', keptAt: monday('15:00') }],
    ])
  })

  it('breaks it first, and fulfils it late, after that', () => {
    const late = keep({ keptAt: monday('15:30') })
    const fulfilled = ['PromiseFulfilledLate', { promiseId: 'promise-1', fulfilledAt: monday('15:30') }]
    expect(recorded(promised, late)).toStrictEqual([
      ['PromiseBroken', { promiseId: 'promise-1', brokenAt: monday('15:00') }],
      fulfilled,
    ])
    expect(recorded(after(openTicket(), promise(), breakPromise()), late)).toStrictEqual([fulfilled])
  })

  it('corrects a breaking where it was kept in time and is heard of late', () => {
    expect(recorded(after(openTicket(), promise(), breakPromise()), keep())).toStrictEqual([
      ['PromiseKept', { promiseId: 'promise-1', keptAt: monday('14:30') }],
    ])
  })

  it('is judged by the due instant that was agreed last', () => {
    const moved = after(openTicket(), promise(), renegotiate())
    expect(namesOf(recorded(moved, keep({ keptAt: tuesday('10:00') })))).toStrictEqual(['PromiseKept'])
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(openTicket(), promise(), keep()))
      .when(keep())
      .recordsNothing()
    const late = keep({ keptAt: monday('15:30') })
    given(serviceTicket, after(openTicket(), promise(), late))
      .when(late)
      .recordsNothing()
  })

  it('is refused where it was kept at another instant, or waived', () => {
    given(serviceTicket, after(openTicket(), promise(), keep()))
      .when(keep({ keptAt: monday('14:40') }))
      .rejects({ reason: 'PromiseAlreadySettled', promiseId, outcome: 'kept' })
    given(serviceTicket, after(openTicket(), promise(), waive()))
      .when(keep())
      .rejects({ reason: 'PromiseAlreadySettled', promiseId, outcome: 'waived' })
  })

  it('is taken once the ticket is resolved, for a promise that was broken', () => {
    const resolved = after(openTicket(), promise(), breakPromise(), resolve(), close())
    expect(namesOf(recorded(resolved, keep({ keptAt: tuesday('12:00') })))).toStrictEqual(['PromiseFulfilledLate'])
  })
})

describe('BreakPromise', () => {
  it('breaks an open promise at its due instant', () => {
    expect(recorded(promised, breakPromise())).toStrictEqual([
      ['PromiseBroken', { promiseId: 'promise-1', brokenAt: monday('15:00') }],
    ])
  })

  it('records nothing when repeated, or where it was kept, moved or waived meanwhile, or the ticket is gone', () => {
    given(serviceTicket, after(openTicket(), promise(), breakPromise()))
      .when(breakPromise())
      .recordsNothing()
    given(serviceTicket, after(openTicket(), promise(), keep()))
      .when(breakPromise())
      .recordsNothing()
    given(serviceTicket, after(openTicket(), promise(), renegotiate()))
      .when(breakPromise())
      .recordsNothing()
    given(serviceTicket, after(openTicket(), promise(), waive()))
      .when(breakPromise())
      .recordsNothing()
    given(serviceTicket, after(openTicket(), promise(), requestMerge(), merge({ requestedAtRevision: 5 })))
      .when(breakPromise())
      .recordsNothing()
  })

  it('is refused where there is no such promise', () => {
    given(serviceTicket, after(openTicket())).when(breakPromise()).rejects({ reason: 'PromiseUnknown', promiseId })
  })
})

describe('WaivePromise', () => {
  it('releases the desk before the promise is due, at the latest at that instant', () => {
    for (const waivedAt of [monday('14:30'), monday('15:00')]) {
      expect(recorded(promised, waive({ waivedAt }))).toStrictEqual([
        ['PromiseWaived', { promiseId: 'promise-1', waivedAt }],
      ])
    }
  })

  it('records nothing when repeated', () => {
    given(serviceTicket, after(openTicket(), promise(), waive()))
      .when(waive())
      .recordsNothing()
  })

  it('is refused after it was due, or once it was settled', () => {
    given(serviceTicket, promised)
      .when(waive({ waivedAt: monday('15:01') }))
      .rejects({ reason: 'PromiseAlreadyDue', promiseId, dueAt: monday('15:00') })
    given(serviceTicket, after(openTicket(), promise(), keep()))
      .when(waive())
      .rejects({ reason: 'PromiseAlreadySettled', promiseId, outcome: 'kept' })
  })
})
