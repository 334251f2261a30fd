import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Real logs that the project does not hold. `AFTERSALE_TEST_DATA` says where they are. */
const testData = process.env.AFTERSALE_TEST_DATA ?? resolve(__dirname, '../../../../shared/data')

export const servicenowLog = join(testData, 'servicenow-incidents', 'incident_event_log.csv.gz')

/** Tests on the log; where it isn't there, they are named and not run. */
export const describeWithLog: jest.Describe = existsSync(servicenowLog) ? describe : describe.skip
