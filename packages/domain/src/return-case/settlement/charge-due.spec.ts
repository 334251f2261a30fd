import { caseOf, june, kettles, may } from '../return-case.fixtures.js'
import { chargeDueAt } from './charge-due.js'
import { advanceDelivered, askedBack, followedBy, purchaseOf, sendInAdvance } from './settlement.fixtures.js'

// Sent on 22 May at 12:00, the old units to be back by 10 June at 12:00: 19 days.
const bought = purchaseOf([kettles()])
const sent = followedBy(askedBack(bought), sendInAdvance({ evidence: bought }))
const dueAfter = (history: typeof sent) => caseOf(history).settlement.advances.map(chargeDueAt)
const dueWhenDelivered = (deliveredAt: ReturnType<typeof june>) =>
  dueAfter(followedBy(sent, advanceDelivered({ deliveredAt })))

describe('what stays out', () => {
  it('is not charged for before the replacement was delivered', () => {
    expect(dueAfter(sent)).toStrictEqual([undefined])
  })

  it('is charged for at the agreed instant, if the replacement was delivered before it', () => {
    expect(dueWhenDelivered(may(24))).toStrictEqual([june(10)])
    expect(dueWhenDelivered(june(10, '11:59'))).toStrictEqual([june(10)])
  })

  it('is charged for after as much time again, if the replacement came only then or later', () => {
    expect(dueWhenDelivered(june(10))).toStrictEqual([june(29)])
    expect(dueWhenDelivered(june(11))).toStrictEqual([june(30)])
  })
})
