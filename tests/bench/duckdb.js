// duckdb.js PEERS DB CSV: the rows of CSV into a new database with the same key as ours, on disk when it ends. PEERS is where
// ./bootstrap peers put the package.
'use strict';
const path = require('path');
const [peers, db, csv] = process.argv.slice(2);
const { DuckDBInstance } = require(path.join(peers, 'node_modules/@duckdb/node-api'));

async function main()
{
	const instance = await DuckDBInstance.create(db);
	const connection = await instance.connect();

	await connection.run('create table f(metric varchar, organisation varchar, period integer, gender varchar, value double, ' +
		'primary key(metric, organisation, period, gender))');
	await connection.run(`copy f from '${csv}' (delimiter ';', header)`);
	await connection.run('checkpoint');
	connection.closeSync();
	instance.closeSync();
}

main().catch((e) => {
	console.error(`duckdb: ${e.message}`);
	process.exit(1);
});
