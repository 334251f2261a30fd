import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Real logs that the project does not hold. `AFTERSALE_TEST_DATA` says where they are. */
const testData = process.env.AFTERSALE_TEST_DATA ?? resolve(__dirname, '../../../../shared/data')

export const servicenowLog = join(testData, 'servicenow-incidents', 'incident_event_log.csv.gz')

export const onlineRetailLog = join(testData, 'online-retail', 'online_retail_II_2009-2010.csv.gz')

export const valveSeatLog = join(testData, 'valve-seat', 'valve-seat.csv')

/** Tests on a log; where it isn't there, they are named and not run. */
export const describeWith = (log: string): jest.Describe => (existsSync(log) ? describe : describe.skip)
