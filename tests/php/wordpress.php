<?php
/**
 * Stand-ins for the few pieces of WordPress and WooCommerce that the plugin's own logic touches. The database is a
 * real one (SQLite), behind WordPress's own names, with MySQL's few words that SQLite lacks put into its own.
 */

// phpcs:disable
namespace {
	define( 'ABSPATH', '/plugin/' );
	define( 'WPINC', 'wp-includes' );
	define( 'DAY_IN_SECONDS', 86400 );
	define( 'MINUTE_IN_SECONDS', 60 );
	define( 'ARRAY_A', 'ARRAY_A' );

	final class FakeDb {
		public $prefix = 'wp_', $options = 'wp_options', $posts = 'wp_posts', $postmeta = 'wp_postmeta', $rows_affected = 0, $insert_id = 0;
		private $pdo;
		public function __construct() {
			$this->pdo = new PDO( 'sqlite::memory:', null, null, array( PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION ) );
			$this->pdo->exec( "CREATE TABLE wp_options (option_name TEXT UNIQUE, option_value TEXT, autoload TEXT)" );
			$this->pdo->exec( "CREATE TABLE wp_reglo_outbox (id INTEGER PRIMARY KEY, event_id TEXT UNIQUE, kind TEXT, subject TEXT, claim TEXT DEFAULT '', claimed_at INTEGER DEFAULT 0, created_at INTEGER, next_at INTEGER, attempts INTEGER DEFAULT 0, UNIQUE (kind, subject, claim))" );
			$this->pdo->exec( "CREATE TABLE wp_reglo_link (order_id INTEGER PRIMARY KEY, status TEXT, balance TEXT, pay_url TEXT, qr_url TEXT, open_text TEXT, created_at INTEGER, expires_at INTEGER, message TEXT, is_sent INTEGER, seen_at INTEGER)" );
		}
		public function prepare( $sql, ...$values ) {
			$sql = preg_replace_callback( '/%[sd]/', function ( $found ) use ( &$values ) {
				$value = array_shift( $values );
				return $found[0] === '%d' ? (string) (int) $value : $this->pdo->quote( (string) $value );
			}, $sql );
			return $sql;
		}
		public function query( $sql ) {
			$sql = preg_replace( '/^(INSERT|UPDATE) IGNORE/', '$1 OR IGNORE', $sql );
			if ( preg_match( '/^UPDATE (\S+) (SET .*?) WHERE (.*) ORDER BY id LIMIT (\d+)$/s', $sql, $m ) ) {
				$sql = "UPDATE $m[1] $m[2] WHERE id IN (SELECT id FROM $m[1] WHERE $m[3] ORDER BY id LIMIT $m[4])";
			}
			return $this->rows_affected = $this->pdo->exec( $sql );
		}
		public function get_results( $sql ) { return $this->pdo->query( $sql )->fetchAll( PDO::FETCH_ASSOC ); }
		public function get_row( $sql ) { return $this->get_results( $sql )[0] ?? null; }
		public function get_var( $sql ) { $row = $this->get_row( $sql ); return $row ? reset( $row ) : null; }
		public function get_col( $sql ) { return array_map( function ( $row ) { return reset( $row ); }, $this->get_results( $sql ) ); }
		public function replace( $table, $row ) { $this->pdo->prepare( "REPLACE INTO $table (" . implode( ',', array_keys( $row ) ) . ') VALUES (' . implode( ',', array_fill( 0, count( $row ), '?' ) ) . ')' )->execute( array_values( $row ) ); }
		public function update( $table, $row, $where ) { $statement = $this->pdo->prepare( "UPDATE $table SET " . implode( ' = ?, ', array_keys( $row ) ) . ' = ? WHERE ' . key( $where ) . ' = ' . (int) reset( $where ) ); $statement->execute( array_values( $row ) ); return $this->rows_affected = $statement->rowCount(); }
		public function delete( $table, $where ) { $this->rows_affected = $this->pdo->exec( "DELETE FROM $table WHERE " . key( $where ) . ' = ' . (int) reset( $where ) ); }
		public function esc_like( $text ) { return $text; }
	}
	$GLOBALS['wpdb'] = new FakeDb();

	final class World {
		public static $options = array(), $planned = array(), $posts = array(), $answer = null, $orders = array(), $filters = array(), $sent = array(), $doing = '', $picture = "\x89PNG\r\n\x1a\nqr", $sites = array(), $site = 1;
	}
	function get_option( $name, $else = false ) { return World::$options[ $name ] ?? $else; }
	function update_option( $name, $value, $autoload = null ) { World::$options[ $name ] = $value; return true; }
	function add_action( ...$args ) { return true; }
	function add_filter( $name, $act, ...$rest ) { World::$filters[ $name ][] = $act; return true; }
	function remove_filter( $name, $act ) { World::$filters[ $name ] = array(); return true; }
	function apply_filters( $name, $value ) { return $value; }
	function did_action( $name ) { return 1; }
	function wp_generate_uuid4() { return bin2hex( random_bytes( 4 ) ) . '-0000-4000-8000-' . bin2hex( random_bytes( 6 ) ); }
	function as_enqueue_async_action( $hook ) { World::$planned[] = array( $hook, 0 ); return 1; }
	function as_schedule_single_action( $at, $hook ) { World::$planned[] = array( $hook, $at - time() ); return 1; }
	function as_get_scheduled_actions( $query ) { return array_values( array_filter( World::$planned, function ( $plan ) use ( $query ) { return $plan[0] === $query['hook']; } ) ); }
	function wp_json_encode( $value ) { return json_encode( $value ); }
	function is_wp_error( $value ) { return $value instanceof WP_Error; }
	class WP_Error { public function __construct( $code = '', $words = '' ) { $this->words = $words; } public $words; public function get_error_message() { return $this->words; } }
	class WC_Order {
		public $data, $meta = array(), $notes = array(), $completed = 0, $saves = 0;
		public function __construct( array $data ) { $this->data = $data + array( 'status' => 'pending', 'currency' => 'EUR', 'total' => '121.00', 'refunded' => '0', 'method' => '', 'paid' => null, 'tx' => '', 'stuck' => false ); }
		public function get_id() { return $this->data['id'] ?? 0; }
		public function get_order_number() { return 'N' . $this->get_id(); }
		public function get_order_key() { return 'wc_order_key'; }
		public function get_view_order_url() { return 'http://shop/view/' . $this->get_id(); }
		public function get_status() { return $this->data['status']; }
		public function get_currency() { return $this->data['currency']; }
		public function get_total() { return $this->data['total']; }
		public function get_total_refunded() { return $this->data['refunded']; }
		public function get_payment_method() { return $this->data['method']; }
		public function get_transaction_id() { return $this->data['tx']; }
		public function get_date_created() { return new DateTime( '2026-11-20T10:00:00Z' ); }
		public function get_date_paid( $context = 'view' ) { return $this->data['paid'] === null ? null : new DateTime( '@' . $this->data['paid'] ); }
		public function needs_payment() { return in_array( $this->data['status'], array( 'pending', 'failed' ), true ) && (float) $this->data['total'] > 0; }
		public function is_paid() { return in_array( $this->data['status'], array( 'processing', 'completed' ), true ); }
		public function get_meta( $key ) { return $this->meta[ $key ] ?? ''; }
		public function update_meta_data( $key, $value ) { $this->meta[ $key ] = $value; }
		public function save_meta_data() {}
		public function save() { $this->saves++; }
		public function set_payment_method( $method ) { $this->data['method'] = $method; }
		public function set_payment_method_title( $title ) { $this->data['title'] = $title; }
		public function set_transaction_id( $tx ) { $this->data['tx'] = $tx; }
		public function set_date_paid( $at ) { $this->data['paid'] = $at; }
		public function add_order_note( $note ) { $this->notes[] = $note; }
		public function payment_complete( $tx ) {
			$accepted = array( 'on-hold', 'pending', 'failed', 'cancelled' );
			foreach ( World::$filters['woocommerce_valid_order_statuses_for_payment_complete'] ?? array() as $more ) { $accepted = $more( $accepted ); }
			if ( $this->data['stuck'] || ! in_array( $this->data['status'], $accepted, true ) ) { return true; }
			$this->completed++;
			$this->data['tx'] = $tx;
			$this->data['status'] = empty( $this->data['virtual'] ) ? 'processing' : 'completed';
			return true;
		}
	}
	function wc_get_orders( $query ) { return array_values( array_filter( World::$orders, function ( $order ) use ( $query ) { return ( $order->data['customer'] ?? 0 ) === $query['customer_id'] && in_array( $order->get_status(), $query['status'], true ); } ) ); }
	function wc_get_logger() { return new class() { public function warning() {} }; }
	function wc_format_decimal( $number ) { return number_format( $number, 2, '.', '' ); }
	function wc_get_checkout_url() { return 'http://shop/checkout/'; }
	function wc_get_endpoint_url( $name, $value, $url ) { return "$url$name/$value/"; }
	function add_query_arg( $name, $value, $url = '' ) { return is_array( $name ) ? $value . '?' . http_build_query( $name ) : $url . ( strpos( $url, '?' ) ? '&' : '?' ) . "$name=$value"; }
	function get_locale() { return 'fr_FR'; }
	function absint( $value ) { return abs( (int) $value ); }
	function delete_option( $name ) { unset( World::$options[ $name ] ); return true; }
	function doing_action( $name ) { return World::$doing === $name; }
	function wc_price( $amount ) { return number_format( $amount, 2, ',', '.' ); }
	function wp_strip_all_tags( $text ) { return strip_tags( $text ); }
	function is_multisite() { return false; }
	function as_unschedule_all_actions() { World::$planned = array(); }
	function wc_get_order_notes( $query ) {
		$order = current( array_filter( World::$orders, function ( $one ) use ( $query ) { return $one->get_id() === $query['order_id']; } ) );
		return array_map( function ( $note ) { return (object) array( 'content' => "<p>$note</p>" ); }, $order->notes );
	}
	function wc_get_order( $id ) { return World::$orders[ $id ] ?? false; }
	function esc_html( $text ) { return htmlspecialchars( $text ); }
	function __( $text ) { return $text; }
	function sanitize_text_field( $text ) { return trim( preg_replace( '/[\r\n\t ]+/', ' ', strip_tags( $text ) ) ); }
	function sanitize_textarea_field( $text ) { return trim( strip_tags( $text ) ); }
	function wp_remote_post( $url, $args ) { World::$posts[] = array( 'url' => $url ) + $args; return is_callable( World::$answer ) ? ( World::$answer )( $url, $args ) : World::$answer; }
	function wp_remote_retrieve_response_code( $answer ) { return $answer['status']; }
	function wp_remote_retrieve_body( $answer ) { return $answer['body']; }
	function get_transient( $name ) { return World::$options[ "_transient_$name" ] ?? false; }
	function set_transient( $name, $value, $seconds ) { World::$options[ "_transient_$name" ] = $value; return true; }
	function delete_transient( $name ) {}
	function wp_remote_get( $url ) { return array( 'status' => 200, 'body' => World::$picture ); }
	function esc_attr( $text ) { return htmlspecialchars( $text, ENT_QUOTES ); }
	function esc_url( $url ) { return htmlspecialchars( $url, ENT_QUOTES ); }
	function esc_url_raw( $url ) { return $url; }
	function esc_html__( $text ) { return esc_html( $text ); }
	function get_sites( $query ) { return array_slice( World::$sites, $query['offset'] ?? 0, $query['number'] ); }
	function switch_to_blog( $id ) { World::$site = $id; }
	function restore_current_blog() { World::$site = 1; }
	function esc_attr__( $text ) { return esc_attr( $text ); }
	function wp_date( $format, $at ) { return gmdate( 'd/m/Y', $at ); }
	function wp_mail() {}
	function wp_normalize_path( $path ) { return $path; }

	/** What the test gets to see. */
	function say( $value ) { echo '⟦' . json_encode( $value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) . '⟧'; }
}

namespace Reglo {
	const VERSION = 'test';
	const FILE = '/plugin/reglo-for-woocommerce.php';
	foreach ( array( 'signature', 'connection', 'app-client', 'install', 'outbox', 'order-events', 'mark-paid', 'endpoints', 'links', 'mail-problem', 'pay-links', 'order-actions', 'order-box', 'order-list', 'my-account', 'my-account-list', 'pay-together', 'pictures', 'emails', 'pdf-invoices' ) as $part ) {
		require_once "/plugin/includes/$part.php";
	}
}
