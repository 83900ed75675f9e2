import { openSqlStore, type SqlStore } from '../base'

const SCHEMA = `
CREATE TABLE IF NOT EXISTS token (token TEXT PRIMARY KEY, kind TEXT NOT NULL, expires_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS login_code (
  code TEXT PRIMARY KEY, openid TEXT NOT NULL, issued_at INTEGER NOT NULL, used INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS message (
  id TEXT PRIMARY KEY, openid TEXT NOT NULL, template_id TEXT NOT NULL, page TEXT, data TEXT NOT NULL,
  sent_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS card (
  code TEXT PRIMARY KEY, openid TEXT NOT NULL, state INTEGER NOT NULL, page TEXT NOT NULL, shown INTEGER NOT NULL,
  opened_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS refusal (openid TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS shipping (
  order_key TEXT PRIMARY KEY, openid TEXT NOT NULL, body TEXT NOT NULL, shipped_at INTEGER NOT NULL,
  rewrites INTEGER NOT NULL, confirmed_at INTEGER
);
CREATE TABLE IF NOT EXISTS template (id TEXT PRIMARY KEY, tid TEXT NOT NULL, kids TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS media_check (
  trace_id TEXT PRIMARY KEY, openid TEXT NOT NULL, media_url TEXT NOT NULL, due_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
`

export type WechatStore = SqlStore

/** The local WeChat's memory: a file such as `<data>/wechat.db`, or `':memory:'`. */
export const openWechatStore = (file: string): WechatStore => openSqlStore(file, SCHEMA)
