import { refusal, type Answered, type TencentAccount } from './account'
import type { CloudRequest } from './proxy'

export interface IndexState {
  Name: string
  Unique: boolean
  Keys: { Name: string; Direction: string }[]
}
export interface TableState {
  indexes: IndexState[]
  acl: string
  /** Indexes that are answered for and never built, as a unique one over doubles is. */
  neverBuilt: Set<string>
}

const NAME = /^[A-Za-z0-9-][\w-]{0,95}$/
const MOST_TABLES = 100
const MOST_INDEXES = 20
const ACLS = ['READONLY', 'PRIVATE', 'ADMINWRITE', 'ADMINONLY']

export const table = (over: Partial<TableState> = {}): TableState => ({
  indexes: [{ Name: '_id_', Unique: true, Keys: [{ Name: '_id', Direction: '1' }] }],
  acl: 'PRIVATE',
  neverBuilt: new Set(),
  ...over,
})

export function answerDatabase(account: TencentAccount, request: CloudRequest): Answered | undefined {
  const { action, body } = request
  const { tables } = account
  const name = String(body['TableName'] ?? body['CollectionName'] ?? '')
  const found = tables.get(name)
  switch (action) {
    case 'ListTables': {
      const [offset, limit] = [Number(body['MgoOffset'] ?? 0), Number(body['MgoLimit'] ?? 100)]
      const names = [...tables.keys()].slice(offset, offset + limit)
      return { Tables: names.length > 0 ? names.map((TableName) => ({ TableName })) : null }
    }
    case 'CreateTable':
      if (found) return refusal('ResourceUnavailable.ResourceExist')
      if (!NAME.test(name)) return refusal('InvalidParameter', 'TableName')
      if (tables.size >= MOST_TABLES) return refusal('LimitExceeded.OutOfTableQuota')
      tables.set(name, table())
      return {}
    case 'DescribeTable':
      return found ? { Indexes: found.indexes, IndexNum: found.indexes.length } : refusal('ResourceNotFound')
    case 'UpdateTable':
      return found ? addIndexes(found, body['CreateIndexes']) : refusal('ResourceNotFound')
    case 'DescribeDatabaseACL':
      return closedTo(body) ?? (found ? { AclTag: found.acl } : refusal('ResourceNotFound'))
    case 'ModifyDatabaseACL': {
      const refused = closedTo(body)
      if (refused) return refused
      if (!found) return refusal('ResourceNotFound')
      if (!ACLS.includes(String(body['AclTag']))) return refusal('InvalidParameter')
      found.acl = String(body['AclTag'])
      return {}
    }
    default:
      return undefined
  }
}

/** A mini-program's environment wants to be told which. */
const closedTo = (body: Record<string, unknown>): Answered | undefined =>
  body['WxAppId'] === undefined ? refusal('MissingParameter', 'WxAppId') : undefined

interface Wanted {
  IndexName: string
  MgoKeySchema: { MgoIsUnique: boolean; MgoIndexKeys: { Name: string; Direction: string }[] }
}

function addIndexes(found: TableState, wanted: unknown): Answered {
  for (const { IndexName, MgoKeySchema } of (wanted ?? []) as Wanted[]) {
    const { MgoIsUnique: Unique, MgoIndexKeys: Keys } = MgoKeySchema
    if (!Keys.every(({ Direction }) => Direction === '1' || Direction === '-1'))
      return refusal('InvalidParameter')
    const same = found.indexes.find(({ Name }) => Name === IndexName)
    if (same && JSON.stringify(same.Keys) !== JSON.stringify(Keys))
      return refusal('ResourceUnavailable.IndexOptionsConflict')
    if (same) continue
    if (found.indexes.length >= MOST_INDEXES) return refusal('LimitExceeded.OutOfIndexQuota')
    if (!found.neverBuilt.has(IndexName)) found.indexes.push({ Name: IndexName, Unique, Keys })
  }
  return {}
}
