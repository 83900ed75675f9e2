import { openSqlStore } from '../../src/base'

const store = openSqlStore(
  ':memory:',
  'CREATE TABLE tea (name TEXT PRIMARY KEY, grams INTEGER); CREATE TABLE cup (id INTEGER PRIMARY KEY, note TEXT)',
)
afterAll(() => store.close())

test('rows come back as they stood, in their order, as often as one likes, and have a digest', () => {
  store.run("INSERT INTO tea VALUES ('oolong', 125), ('green', NULL)")
  store.run("INSERT INTO cup VALUES (7, 'blue')")
  const kept = store.keep()
  const rows = () => [store.all('SELECT * FROM tea'), store.all('SELECT * FROM cup')]
  const stood = rows()
  for (let round = 0; round < 2; round++) {
    store.run("DELETE FROM tea WHERE name = 'oolong'")
    store.run("INSERT INTO tea VALUES ('black', 1)")
    store.run("UPDATE cup SET note = 'chipped'")
    expect(store.keep().digest).not.toBe(kept.digest)
    kept.restore()
    expect(rows()).toEqual(stood)
    expect(store.keep().digest).toBe(kept.digest)
  }
})
