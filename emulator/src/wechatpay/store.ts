import { openSqlStore, type SqlStore } from '../base'

const SCHEMA = `
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS trade (
  out_trade_no TEXT PRIMARY KEY,
  prepay_id TEXT NOT NULL UNIQUE,
  prepaid_at INTEGER NOT NULL,
  params TEXT NOT NULL,
  description TEXT NOT NULL,
  attach TEXT,
  openid TEXT NOT NULL,
  total INTEGER NOT NULL,
  notify_url TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  transaction_id TEXT UNIQUE,
  paid_at INTEGER
);
CREATE INDEX IF NOT EXISTS trade_paid ON trade (paid_at) WHERE paid_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS refund (
  out_refund_no TEXT PRIMARY KEY,
  refund_id TEXT NOT NULL UNIQUE,
  out_trade_no TEXT NOT NULL,
  refund INTEGER NOT NULL,
  reason TEXT,
  notify_url TEXT,
  status TEXT NOT NULL,
  outcome TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  settles_at INTEGER,
  finished_at INTEGER
);
CREATE INDEX IF NOT EXISTS refund_of_trade ON refund (out_trade_no);
CREATE INDEX IF NOT EXISTS refund_created ON refund (created_at);
CREATE INDEX IF NOT EXISTS refund_due ON refund (settles_at) WHERE settles_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS notification (
  id TEXT PRIMARY KEY,
  event_type TEXT NOT NULL,
  subject TEXT NOT NULL,
  url TEXT NOT NULL,
  resource TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  next_at INTEGER,
  drops INTEGER NOT NULL,
  last_status INTEGER,
  acknowledged_at INTEGER
);
CREATE TABLE IF NOT EXISTS probe (
  day TEXT PRIMARY KEY,
  event_type TEXT NOT NULL,
  subject TEXT NOT NULL,
  url TEXT NOT NULL,
  resource TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  next_at INTEGER,
  last_status INTEGER
);
CREATE INDEX IF NOT EXISTS probe_due ON probe (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS notification_due ON notification (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS notification_subject ON notification (subject);
`

export type WechatPayStore = SqlStore

/** The local WeChat Pay's memory: a file such as `<data>/wechatpay.db`, or `':memory:'`. */
export const openWechatPayStore = (file: string): WechatPayStore => openSqlStore(file, SCHEMA)

export const readSetting = (store: WechatPayStore, name: string): string | undefined =>
  store.one<{ value: string }>('SELECT value FROM setting WHERE name = ?', name)?.value

/** Keeps a setting, or forgets it when there is no value. */
export function writeSetting(store: WechatPayStore, name: string, value: string | undefined): void {
  if (value === undefined) store.run('DELETE FROM setting WHERE name = ?', name)
  else
    store.run(
      'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      value,
    )
}

/** Reads a setting, or makes it once and keeps it. */
export async function settingOnce(
  store: WechatPayStore,
  name: string,
  make: () => string | Promise<string>,
): Promise<string> {
  const known = readSetting(store, name)
  if (known !== undefined) return known
  const made = await make()
  store.run('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING', name, made)
  return readSetting(store, name) ?? made
}
