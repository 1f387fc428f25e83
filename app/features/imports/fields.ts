/** What an import can bring, field by field: what the mapping's form offers, and what the guess looks for. */
export type ImportKind = "patients" | "visits";

export interface ImportField {
  key: string;
  label: string;
  hint?: string;
  required?: boolean;
  /** What other systems call it: letters only, lower case, the likeliest first. */
  names: readonly string[];
}

const patientFields: readonly ImportField[] = [
  {
    key: "sourceId",
    label: "The other system’s id",
    hint: "Ties visits to their patient, and lets the same file come twice without harm.",
    names: [
      "id",
      "patientid",
      "patientguid",
      "guid",
      "uuid",
      "personid",
      "pid",
      "externalid",
      "clientid",
      "patientkey",
      "sourceid",
    ],
  },
  {
    key: "recordNumber",
    label: "Record number",
    hint: "Where there is none, the next free ones are given.",
    names: [
      "mrn",
      "recordnumber",
      "medicalrecordnumber",
      "recordno",
      "chartnumber",
      "chartno",
      "chartid",
      "patientnumber",
      "patientno",
      "patientaccount",
      "accountnumber",
      "filenumber",
      "aktenzeichen",
      "patientennummer",
    ],
  },
  {
    key: "givenName",
    label: "Given name",
    names: [
      "first",
      "firstname",
      "givenname",
      "given",
      "fname",
      "forename",
      "patientfirstname",
      "namefirst",
      "vorname",
      "prenom",
      "nombre",
      "nombres",
    ],
  },
  {
    key: "familyName",
    label: "Family name",
    names: [
      "last",
      "lastname",
      "familyname",
      "family",
      "surname",
      "lname",
      "patientlastname",
      "namelast",
      "nachname",
      "nom",
      "apellido",
      "apellidos",
    ],
  },
  {
    key: "fullName",
    label: "Whole name",
    hint: "For a file that has it in one column: “Vale, Ruth” or “Ruth Vale”.",
    names: ["patientname", "fullname", "name", "patient", "patientfullname", "displayname"],
  },
  {
    key: "birthDate",
    label: "Birth date",
    required: true,
    names: [
      "birthdate",
      "dob",
      "dateofbirth",
      "birthday",
      "birth",
      "born",
      "patientdob",
      "patientbirthdate",
      "geburtsdatum",
      "datedenaissance",
      "fechadenacimiento",
      "fechanacimiento",
    ],
  },
  {
    key: "deathDate",
    label: "Date of death",
    hint: "Who has one is taken in as inactive, and never contacted.",
    names: [
      "deathdate",
      "dateofdeath",
      "dod",
      "deceaseddate",
      "deceasedon",
      "datedeceased",
      "died",
      "death",
      "sterbedatum",
    ],
  },
  {
    key: "phone",
    label: "Phone",
    names: [
      "mobile",
      "mobilephone",
      "cell",
      "cellphone",
      "phone",
      "phonenumber",
      "primaryphone",
      "telephone",
      "tel",
      "homephone",
      "phonehome",
      "phonemobile",
      "contactnumber",
      "telefon",
      "telefono",
      "workphone",
    ],
  },
  {
    key: "email",
    label: "E-mail",
    names: ["email", "emailaddress", "primaryemail", "mail", "patientemail", "emailhome", "correo"],
  },
  {
    key: "language",
    label: "Language",
    names: [
      "language",
      "preferredlanguage",
      "lang",
      "primarylanguage",
      "spokenlanguage",
      "sprache",
      "idioma",
    ],
  },
  {
    key: "preferredContact",
    label: "Preferred contact",
    names: [
      "preferredcontact",
      "contactpreference",
      "preferredcontactmethod",
      "contactmethod",
      "communicationpreference",
    ],
  },
  {
    key: "state",
    label: "Active or not",
    hint: "Inactive, archived, no or 0 make a patient inactive.",
    names: [
      "status",
      "patientstatus",
      "active",
      "isactive",
      "inactive",
      "isinactive",
      "archived",
      "isarchived",
    ],
  },
  {
    key: "deskNotes",
    label: "Notes for the desk",
    hint: "Everybody at the desk reads them: nothing medical.",
    names: ["notes", "note", "comments", "comment", "remarks", "memo", "desknotes", "schedulingnotes"],
  },
];

const visitFields: readonly ImportField[] = [
  {
    key: "patient",
    label: "Whose visit",
    required: true,
    hint: "The other system’s id of the patient, or the record number.",
    names: [
      "patient",
      "patientid",
      "patientguid",
      "pid",
      "personid",
      "clientid",
      "patientkey",
      "mrn",
      "recordnumber",
      "chartnumber",
      "patientnumber",
      "subject",
    ],
  },
  {
    key: "start",
    label: "When it began",
    required: true,
    names: [
      "start",
      "startdatetime",
      "starttime",
      "startdate",
      "startsat",
      "visitdate",
      "encounterdate",
      "appointmentdate",
      "appointmentstart",
      "dateofservice",
      "servicedate",
      "dos",
      "date",
      "begin",
      "periodstart",
      "datum",
      "fecha",
    ],
  },
  {
    key: "time",
    label: "Clock time",
    hint: "For a file that has it apart from the day.",
    names: ["time", "visittime", "appointmenttime", "clocktime", "uhrzeit", "hora"],
  },
  {
    key: "end",
    label: "When it ended",
    names: [
      "stop",
      "end",
      "enddatetime",
      "endtime",
      "enddate",
      "endsat",
      "finish",
      "periodend",
      "appointmentend",
    ],
  },
  {
    key: "description",
    label: "What it was",
    names: [
      "description",
      "visittype",
      "appointmenttype",
      "encountertype",
      "type",
      "title",
      "service",
      "procedure",
      "summary",
      "encounterclass",
      "class",
    ],
  },
  {
    key: "reason",
    label: "Why",
    names: [
      "reasondescription",
      "reason",
      "visitreason",
      "reasonforvisit",
      "chiefcomplaint",
      "complaint",
      "purpose",
      "diagnosis",
    ],
  },
  {
    key: "sourceId",
    label: "The other system’s id of the visit",
    hint: "Lets the same file come twice without harm.",
    names: ["id", "visitid", "encounterid", "appointmentid", "visitguid", "guid", "uuid", "visitnumber"],
  },
];

export const fieldsOf = (kind: ImportKind) => (kind === "patients" ? patientFields : visitFields);

/** Which column holds which field, by its name. */
export type Columns = Partial<Record<string, string>>;

export const dateOrders = ["day-first", "month-first"] as const;
export type DateOrder = (typeof dateOrders)[number];

export interface Mapping {
  columns: Columns;
  /** What 03/04/1980 means in this file. */
  dateOrder: DateOrder;
  /** "Maynard46" is "Maynard": other systems number the names of invented people. */
  removeDigits: boolean;
}
