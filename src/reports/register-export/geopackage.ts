import { DatabaseSync } from 'node:sqlite'
import type { Shape } from '../../places/geometry.ts'
import type { CellValue } from './columns.ts'
import { geoPackageGeometry } from './well-known-binary.ts'

/** CGCS2000, longitude and latitude. */
const cgcs2000 = 4490

const definition = `GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4490"]]`
const wgs84 = `GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]`

export type GeoPackageColumn = { readonly name: string; readonly type: 'TEXT' | 'REAL' | 'INTEGER' }

export type GeoPackageWriter = {
  add(shape: Shape | undefined, cells: readonly CellValue[]): void
  end(): void
}

/**
 * A new GeoPackage 1.3 with one layer `waters`.
 *
 * @param path a file that does not exist yet
 * @param at ISO 8601 in UTC: time of the last change, as the file records it
 */
export function createGeoPackage(path: string, columns: readonly GeoPackageColumn[], at: string): GeoPackageWriter {
  const book = new DatabaseSync(path)
  book.exec('pragma application_id = 0x47504B47; pragma user_version = 10300; pragma journal_mode = off; begin')
  describe(book, at)
  const names = columns.map(({ name }) => `"${name}"`)
  book.exec(
    `create table waters (fid integer primary key autoincrement not null, geom geometry, ${columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')})`,
  )
  const insert = book.prepare(
    `insert into waters (geom, ${names.join(', ')}) values (?, ${names.map(() => '?').join(', ')})`,
  )
  return {
    add(shape, cells) {
      const geometry = shape === undefined ? null : geoPackageGeometry(shape, cgcs2000)
      insert.run(geometry, ...cells.map(cell => cell ?? null))
    },
    end() {
      book.exec('commit')
      book.close()
    },
  }
}

/** The tables every GeoPackage has (OGC 12-128r18, annex C). */
function describe(book: DatabaseSync, at: string): void {
  book.exec(`
    create table gpkg_spatial_ref_sys (srs_name text not null, srs_id integer primary key, organization text not null,
      organization_coordsys_id integer not null, definition text not null, description text);
    create table gpkg_contents (table_name text not null primary key, data_type text not null, identifier text unique,
      description text default '', last_change datetime not null, min_x double, min_y double, max_x double, max_y double,
      srs_id integer references gpkg_spatial_ref_sys (srs_id));
    create table gpkg_geometry_columns (table_name text not null unique references gpkg_contents (table_name),
      column_name text not null, geometry_type_name text not null, srs_id integer not null references gpkg_spatial_ref_sys (srs_id),
      z tinyint not null, m tinyint not null, primary key (table_name, column_name));`)
  const system = book.prepare('insert into gpkg_spatial_ref_sys values (?, ?, ?, ?, ?, ?)')
  system.run('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system')
  system.run('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system')
  system.run('WGS 84', 4326, 'EPSG', 4326, wgs84, 'longitude/latitude')
  system.run('CGCS2000', cgcs2000, 'EPSG', cgcs2000, definition, 'longitude/latitude')
  book
    .prepare(
      `insert into gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) values (?, ?, ?, ?, ?, ?)`,
    )
    .run('waters', 'features', '农村黑臭水体', '', at, cgcs2000)
  book
    .prepare('insert into gpkg_geometry_columns values (?, ?, ?, ?, 0, 0)')
    .run('waters', 'geom', 'GEOMETRY', cgcs2000)
}
