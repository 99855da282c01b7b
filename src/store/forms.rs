//! Forms: kept as the file they were read from, frozen under their version.

use diesel::prelude::*;

use crate::store::connection::AnyConnection;
use crate::store::failure::StoreFailure;
use crate::store::schema::form;
use crate::survey::form::Form;

/// Keeps a form. The same file again changes nothing; another file under the same version is refused.
pub fn keep(connection: &mut AnyConnection, new: &Form) -> Result<(), StoreFailure> {
    let version =
        i32::try_from(new.version).map_err(|_| StoreFailure::Unreadable("form version"))?;
    let known: Option<String> = form::table
        .filter(form::code.eq(&new.code).and(form::version.eq(version)))
        .select(form::digest)
        .first(connection)
        .optional()?;
    match known {
        Some(digest) if digest == new.digest.0 => Ok(()),
        Some(_) => Err(StoreFailure::FormChanged {
            code: new.code.clone(),
            version: new.version,
        }),
        None => {
            let row = (
                form::code.eq(&new.code),
                form::version.eq(version),
                form::digest.eq(&new.digest.0),
                form::source.eq(&new.source),
            );
            diesel::insert_into(form::table)
                .values(row)
                .execute(connection)?;
            Ok(())
        }
    }
}

/// The file of a form.
pub fn source(
    connection: &mut AnyConnection,
    code: &str,
    version: u32,
) -> Result<Option<String>, StoreFailure> {
    let version = i32::try_from(version).map_err(|_| StoreFailure::Unreadable("form version"))?;
    let wanted = form::code.eq(code).and(form::version.eq(version));
    Ok(form::table
        .filter(wanted)
        .select(form::source)
        .first(connection)
        .optional()?)
}

/// The files of all forms, by code, the newest version first.
pub fn sources(connection: &mut AnyConnection) -> Result<Vec<String>, StoreFailure> {
    Ok(form::table
        .order((form::code, form::version.desc()))
        .select(form::source)
        .load(connection)?)
}
