-- Run once by the image of PostgreSQL, as the owner: the account under which the server works (docs/security.md).
\getenv password SERVER_PASSWORD
CREATE ROLE otklik LOGIN PASSWORD :'password';
GRANT CONNECT ON DATABASE otklik TO otklik;
