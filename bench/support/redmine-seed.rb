# Run inside Redmine by bench/support/redmine.ts: English defaults, one open project, the API on, no mail.
# Prints the API key of the administrator and the project's id.
require 'redmine/default_data/loader'

Redmine::DefaultData::Loader.load('en') if Redmine::DefaultData::Loader.no_data?
Setting.rest_api_enabled = '1'
Setting.notified_events = []
admin = User.find_by!(login: 'admin')
admin.update_columns(must_change_passwd: false)
project = Project.find_by(identifier: 'bench') ||
          Project.create!(name: 'Bench', identifier: 'bench', is_public: true, trackers: Tracker.all)
puts "SEEDED #{admin.api_key} #{project.id}"
